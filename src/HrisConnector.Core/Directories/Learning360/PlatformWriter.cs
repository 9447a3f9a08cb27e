using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>
/// Changes users of the platform, each in several requests: first what makes the user what they are, then the parts (unique identifier,
/// custom fields, activation, manager). A part that is refused does not undo the user; it is said, and tried again by the next run.
/// </summary>
internal sealed class PlatformWriter(
    LearningApi api, Learning360Configuration configuration, PlatformIds ids, PlatformCustomFields fields, PlatformManagers managers, PlatformGroups groups)
{
    private const int Tries = 3;
    private readonly HashSet<string> _takenUsernames = new(StringComparer.Ordinal);

    /// <summary>Looks, before changes are applied together, which of the user names of those who are to be created somebody has.</summary>
    public async Task LookUpUsernamesAsync(IEnumerable<UserChange> changes, CancellationToken cancellationToken)
    {
        _takenUsernames.Clear();
        var wanted = changes.Where(change => change.Kind == ChangeKind.Create && change.Id is null).Select(change => change.Values[UserField.Username]).Where(name => !string.IsNullOrEmpty(name)).ToArray();
        foreach (var holder in await api.FindUsersByUsernameAsync(wanted!, cancellationToken).ConfigureAwait(false))
            _takenUsernames.Add(MatchKey.Fold(holder.Username ?? ""));
    }

    /// <summary>Applies one change.</summary>
    /// <exception cref="Errors.HrisException">The platform cannot be used any more.</exception>
    public async Task<ChangeResult> ApplyAsync(UserChange change, CancellationToken cancellationToken)
    {
        try
        {
            var result = await (change.Kind switch
            {
                ChangeKind.Create => CreateAsync(change, cancellationToken),
                ChangeKind.Reactivate => ReactivateAsync(change, cancellationToken),
                ChangeKind.Archive => ArchiveAsync(change, cancellationToken),
                _ => UpdateAsync(change, cancellationToken),
            }).ConfigureAwait(false);
            return result.Id is null || change.Kind == ChangeKind.Archive ? result : result with { GroupsPending = !change.Groups.IsEmpty };
        }
        catch (OutcomeUnknownException)
        {
            return PlatformRefusals.Unknown("the platform did not say whether the user was created; the next run finds out");
        }
    }

    private async Task<ChangeResult> CreateAsync(UserChange change, CancellationToken cancellationToken)
    {
        try
        {
            if (change.Id is { } begun)
            {
                await PatchAsync(begun, change.Values, cancellationToken).ConfigureAwait(false);
                return await FinishAsync(begun, change.Values, null, activate: true, cancellationToken).ConfigureAwait(false);
            }

            // To create with the user name of somebody deleted would bring back that person's account, with all they ever learned.
            if (change.Values[UserField.Username] is { Length: > 0 } username && _takenUsernames.Contains(MatchKey.Fold(username)))
                return new ChangeResult(null) { Details = LineDetails.LoginAlreadyExists };
            var id = await CreateAccountAsync(await NewUserAsync(change, change.Values[UserField.Email], change.Values[UserField.Username], cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return await FinishAsync(id, change.Values, [], activate: true, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e)
        {
            return PlatformRefusals.NotCreated(e);
        }
    }

    // A request whose answer was lost is never repeated blindly: first one looks whether the account is there.
    private async Task<string> CreateAccountAsync(NewUser user, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var created = await api.CreateUserAsync(user, configuration.SendInvitationEmail, cancellationToken).ConfigureAwait(false);
                if (!created.Restored)
                    return created.User.Id;

                // Somebody who left had the address after all, and is not this user: they go back to where they were.
                await api.DeleteUserAsync(created.User.Id, cancellationToken).ConfigureAwait(false);
                throw new LearningApiException(ApiOperations.CreateUser, PlatformRefusals.SomebodyRestored);
            }
            catch (OutcomeUnknownException) when (attempt < Tries)
            {
                if (await FindCreatedAsync(user, cancellationToken).ConfigureAwait(false) is { } id)
                    return id;
            }
        }
    }

    // Nobody had the address when the file was planned: who has it now, under this name and without an owner, is the one.
    private async Task<string?> FindCreatedAsync(NewUser user, CancellationToken cancellationToken)
    {
        if (user.Mail is null)
            return null;
        var holders = await api.FindUsersByMailAsync([user.Mail], cancellationToken).ConfigureAwait(false);
        var candidates = holders.Where(holder => !holder.IsDeleted && holder.FirstName == user.FirstName && holder.LastName == user.LastName).Select(holder => holder.Id).ToArray();
        var owned = await ids.FindNamesAsync(candidates, cancellationToken).ConfigureAwait(false);
        return candidates.FirstOrDefault(id => !owned.ContainsKey(id));
    }

    // The values first, while nobody can sign in; so an invitation never goes to an old address.
    private async Task<ChangeResult> ReactivateAsync(UserChange change, CancellationToken cancellationToken)
    {
        var id = change.Id!;
        try
        {
            await PatchAsync(id, change.Values, cancellationToken).ConfigureAwait(false);
            var user = await api.GetUserAsync(id, cancellationToken).ConfigureAwait(false);
            if (user is null)
                return new ChangeResult(null) { Details = LineDetails.Refused, Remark = "userNotFound" };
            if (user.IsDeleted)
                await RestoreAsync(user, change, cancellationToken).ConfigureAwait(false);

            // A restored user has no custom values; all that they had are among the planned ones.
            return await FinishAsync(id, change.Values, user.IsDeleted ? [] : null, activate: true, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e)
        {
            return PlatformRefusals.NotCreated(e);
        }
    }

    private async Task RestoreAsync(ApiUser user, UserChange change, CancellationToken cancellationToken)
    {
        if (!await IsSharedByDeletedAsync(user, cancellationToken).ConfigureAwait(false))
        {
            await RestoreAsync(user, user.Mail, change, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The platform restores by the address alone: of several who left with one, it would choose, and write this user's values over another's.
        var parked = ParkedAddress.Of(user.Id);
        await SetMailAsync(user.Id, parked, cancellationToken).ConfigureAwait(false);
        await RestoreAsync(user, parked, change, cancellationToken).ConfigureAwait(false);
        await SetMailAsync(user.Id, user.Mail!, cancellationToken).ConfigureAwait(false);
    }

    private async Task RestoreAsync(ApiUser user, string? mail, UserChange change, CancellationToken cancellationToken)
    {
        var restored = await NewUserAsync(change, mail, user.Username, cancellationToken).ConfigureAwait(false) with { FirstName = user.FirstName, LastName = user.LastName };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var back = await api.CreateUserAsync(restored, configuration.SendInvitationEmail, cancellationToken).ConfigureAwait(false);
                if (back.User.Id == user.Id)
                    return;

                // The address was not theirs alone after all: whoever came back goes back to where they were.
                await api.DeleteUserAsync(back.User.Id, cancellationToken).ConfigureAwait(false);
                throw new LearningApiException(ApiOperations.CreateUser, "anotherUserRestored");
            }
            catch (OutcomeUnknownException) when (attempt < Tries)
            {
                if (await api.GetUserAsync(user.Id, cancellationToken).ConfigureAwait(false) is { IsDeleted: false })
                    return;
            }
        }
    }

    private async Task SetMailAsync(string id, string mail, CancellationToken cancellationToken)
    {
        var patch = new UserPatch();
        patch.Set(MailName, mail);
        await api.UpdateUserAsync(id, patch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsSharedByDeletedAsync(ApiUser user, CancellationToken cancellationToken) =>
        user.Mail is not null
        && (await api.FindUsersByMailAsync([user.Mail], cancellationToken).ConfigureAwait(false)).Any(holder => holder.IsDeleted && holder.Id != user.Id);

    private async Task<ChangeResult> UpdateAsync(UserChange change, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(change.Id!, change.Values, cancellationToken).ConfigureAwait(false);
            return await FinishAsync(change.Id!, change.Values, null, activate: false, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e)
        {
            return PlatformRefusals.NotChanged(e);
        }
    }

    private async Task<ChangeResult> ArchiveAsync(UserChange change, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(change.Id!, change.Values, cancellationToken).ConfigureAwait(false);
            await NameAsync(change.Id!, change.Values, cancellationToken).ConfigureAwait(false);
            await api.DeleteUserAsync(change.Id!, cancellationToken).ConfigureAwait(false);
            return new ChangeResult(change.Id);
        }
        catch (LearningApiException e) when (e.Code == "userNotFound")
        {
            return new ChangeResult(change.Id); // the platform has no such account any more: nobody can come in by it, and trying again would not help
        }
        catch (LearningApiException e)
        {
            return PlatformRefusals.NotChanged(e);
        }
    }

    private async Task<ChangeResult> FinishAsync(string id, UserValues values, IReadOnlyList<ApiCustomValue>? before, bool activate, CancellationToken cancellationToken)
    {
        var result = new ChangeResult(id);
        try
        {
            // What fails here leaves the change open. Without a name nobody would know the account again, and no comparison of values shows
            // that an activation is missing which the platform did not answer.
            await NameAsync(id, values, cancellationToken).ConfigureAwait(false);
            if (values.CustomFields.Count > 0)
                result = await TryPartAsync(result, () => fields.WriteAsync(id, values.CustomFields, before, cancellationToken)).ConfigureAwait(false);
            if (activate && configuration.Activate)
                result = await TryPartAsync(result, () => api.ActivateUserAsync(id, cancellationToken), mustBeAnswered: true).ConfigureAwait(false);
        }
        catch (LearningApiException e)
        {
            return PlatformRefusals.Unknown(PlatformRefusals.TextOf(e));
        }

        if (values[UserField.ManagerId] is not { } manager || (manager.Length == 0 && before is not null))
            return result; // whoever was created or restored a moment ago has none
        return manager.Length > 0
            ? await LinkManagerAsync(result, manager, cancellationToken).ConfigureAwait(false)
            : await TryPartAsync(result, () => managers.SetAsync(id, null, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<ChangeResult> LinkManagerAsync(ChangeResult result, string managerUniqueId, CancellationToken cancellationToken)
    {
        if (ids.Known(managerUniqueId) is not { } manager)
            return result with { ManagerPending = true };
        try
        {
            await managers.SetAsync(result.Id!, manager, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (LearningApiException e)
        {
            // Somebody who is deleted may be one whom the same run restores: it asks once more at its end.
            return PlatformRefusals.IsManagerGone(e) ? result with { ManagerPending = true } : PlatformRefusals.Without(result, e);
        }
    }

    private async Task NameAsync(string id, UserValues values, CancellationToken cancellationToken)
    {
        if (values[UserField.UniqueId] is not { } uniqueId)
            return;
        if (uniqueId.Length > 0)
            await ids.GiveAsync(uniqueId, id, cancellationToken).ConfigureAwait(false);
        else
            await ids.TakeAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ChangeResult> TryPartAsync(ChangeResult result, Func<Task> part, bool mustBeAnswered = false)
    {
        try
        {
            await part().ConfigureAwait(false);
            return result;
        }
        catch (LearningApiException e) when (!mustBeAnswered || !e.IsTransient)
        {
            return PlatformRefusals.Without(result, e);
        }
    }

    private async Task PatchAsync(string id, UserValues values, CancellationToken cancellationToken)
    {
        var patch = new UserPatch();
        foreach (var (field, name) in Fields)
        {
            if (values[field] is { } value)
                patch.Set(name, field == UserField.Username ? LoginName(value) : value);
        }

        if (values[UserField.Email] is { Length: 0 })
            patch.Set(MailName, ParkedAddress.Of(id));
        if (!patch.IsEmpty)
            await api.UpdateUserAsync(id, patch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<NewUser> NewUserAsync(UserChange change, string? mail, string? username, CancellationToken cancellationToken)
    {
        var group = change.Groups.Add.Count > 0 ? change.Groups.Add[0] : await groups.FindTopAsync(cancellationToken).ConfigureAwait(false);
        string? Value(UserField field) => change.Values[field] is { Length: > 0 } value ? value : null;
        return new NewUser
        {
            Mail = string.IsNullOrEmpty(mail) ? null : mail,
            Username = string.IsNullOrEmpty(username) ? null : LoginName(username!),
            Membership = new NewMembership(group, ApiMembership.Learner),
            FirstName = Value(UserField.FirstName),
            LastName = Value(UserField.LastName),
            Job = Value(UserField.Title),
            Organization = Value(UserField.Organization),
            Phone = Value(UserField.Phone),
            Lang = Value(UserField.Language),
        };
    }

    // The platform takes no capitals here.
    private static string LoginName(string username) => username.ToLowerInvariant();

    private const string MailName = "mail";

    private static readonly (UserField Field, string Name)[] Fields =
    [
        (UserField.Email, MailName),
        (UserField.FirstName, "firstName"),
        (UserField.LastName, "lastName"),
        (UserField.Title, "job"),
        (UserField.Organization, "organization"),
        (UserField.Language, "lang"),
        (UserField.Phone, "phone"),
        (UserField.Username, "username"),
    ];
}
