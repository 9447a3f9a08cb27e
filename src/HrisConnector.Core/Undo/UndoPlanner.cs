using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>
/// Works out how the users of a run are given back what they had before it. The result is a plan like a file's, a line for each user,
/// and the same executor applies it; so an undo is as atomic as a run, and has images of its own.
/// </summary>
internal sealed class UndoPlanner(Ledger ledger, IUserDirectory directory, bool sharedEmails, bool force)
{
    private const int BatchSize = 500;
    private readonly HashSet<Hash128> _wantedEmails = [];
    private readonly Dictionary<string, int> _changedSince = new(StringComparer.Ordinal);
    private readonly UndoAddresses _addresses = new();
    private GroupTree _tree = new([]);

    /// <summary>Plans.</summary>
    /// <param name="images">What the run did.</param>
    /// <param name="spool">Where the changes go.</param>
    /// <param name="users">Where the users are listed for the logs; null for nowhere.</param>
    /// <param name="progress">Told how many users are planned.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<SyncPlan> PlanAsync(UndoImages images, PlanSpool spool, UndoneUsersFile? users, Action<int> progress, CancellationToken cancellationToken)
    {
        _tree = new GroupTree(await directory.GetGroupsAsync(cancellationToken).ConfigureAwait(false));
        _wantedEmails.UnionWith(images.ReadAll().Select(image => image.Before.Values[UserField.Email]).Where(email => !string.IsNullOrEmpty(email)).Select(email => MatchKey.HashOf(email!)));
        var plan = new SyncPlan(spool);
        var batch = new List<UndoImage>(BatchSize);
        foreach (var image in images.ReadAll())
        {
            batch.Add(image);
            if (batch.Count < BatchSize)
                continue;
            await PlanBatchAsync(batch, plan, users, cancellationToken).ConfigureAwait(false);
            progress(plan.Lines.Count);
        }

        await PlanBatchAsync(batch, plan, users, cancellationToken).ConfigureAwait(false);
        if (!sharedEmails)
            _addresses.Resolve(plan);
        plan.Managers.Resolve(plan);
        foreach (var (run, id) in _changedSince.Count > 0 ? images.ReadLater() : [])
        {
            if (_changedSince.TryGetValue(id, out var line))
                plan.LaterRuns[line] = run;
        }

        users?.Close();
        return plan;
    }

    private async Task PlanBatchAsync(List<UndoImage> batch, SyncPlan plan, UndoneUsersFile? users, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var accounts = (await directory.FindByIdAsync(batch.Select(image => image.UserId).Distinct().ToArray(), cancellationToken).ConfigureAwait(false)).ToDictionary(user => user.Id);
        var members = batch.Where(image => !image.Before.Groups.IsEmpty && accounts.ContainsKey(image.UserId)).Select(image => image.UserId).Distinct().ToArray();
        var found = await directory.FindLearnerGroupsAsync(members, cancellationToken).ConfigureAwait(false);
        var groups = Enumerable.Range(0, members.Length).ToDictionary(i => members[i], i => found[i]);
        var emails = batch.Select(image => image.Before.Values[UserField.Email]).Where(email => !string.IsNullOrEmpty(email)).Select(email => email!);
        var holders = (await directory.FindByEmailAsync(MatchKey.Distinct(emails), cancellationToken).ConfigureAwait(false)).ToLookup(user => MatchKey.Fold(user.User.Email!));
        var names = batch.SelectMany(image => new[] { image.Before.Values[UserField.UniqueId], image.Before.Values[UserField.ManagerId] }).Where(name => !string.IsNullOrEmpty(name)).Select(name => name!);
        var owners = (await directory.FindByUniqueIdAsync(MatchKey.Distinct(names), cancellationToken).ConfigureAwait(false)).ToDictionary(user => MatchKey.Fold(user.User.UniqueId!));
        foreach (var image in batch)
        {
            accounts.TryGetValue(image.UserId, out var account);
            var offset = users?.Add(image.Key, account?.User) ?? 0;
            Plan(image, offset, account, groups.TryGetValue(image.UserId, out var current) ? current : [], holders, owners, plan);
        }

        batch.Clear();
    }

    private void Plan(UndoImage image, long offset, DirectoryUser? account, IReadOnlyList<string> current, ILookup<string, DirectoryUser> holders, Dictionary<string, DirectoryUser> owners, SyncPlan plan)
    {
        var number = plan.Lines.Count;
        ref var line = ref plan.Lines.Add();
        line.Offset = offset;
        line.LineNumber = number + 2;
        line.Other = -1;
        line.UniqueId = MatchKey.HashOfKey(image.Key);
        plan.AddUniqueId(number);
        if (account is null)
        {
            // Whom the run created is as gone as before it; anybody else cannot be given anything back.
            if (image.Kind != ChangeKind.Create)
                line.Details = LineDetails.NoLongerThere;
            else
                plan.Spool.Add(new PlannedChange(number, image.Key, Hash128.None, LedgerState.Absent, new UserChange(ChangeKind.None, null, new UserValues())));
            return;
        }

        line.Flags = LineFlags.Known;
        var values = Difference(image.Before.Values, account.User);
        var change = GroupsBack(image.Before.Groups, current);
        var isBack = values.IsEmpty && change.IsEmpty && account.User.Archived == image.IsArchivedBefore;
        if (!isBack && !IsAsLeft(image, account.User, current))
        {
            line.Details = force ? LineDetails.ChangeOverridden : LineDetails.ChangedSince;
            _changedSince[image.UserId] = number;
        }

        PlanEmail(image, account, values, holders, number);
        if (values[UserField.UniqueId] is { Length: > 0 } uniqueId && owners.TryGetValue(MatchKey.Fold(uniqueId), out var owner) && owner.Id != account.Id)
            line.Details |= LineDetails.UserAlreadyExists;
        if (account.User.Archived && !image.IsArchivedBefore)
            values.CustomFields.AddRange(account.Lost.Where(field => image.Before.Values.CustomFields.All(before => !string.Equals(before.Key, field.Key, StringComparison.OrdinalIgnoreCase))));
        line.Kind = KindOf(image, account.User, isSame: values.IsEmpty && change.IsEmpty);
        if (values[UserField.ManagerId] is { Length: > 0 } manager)
        {
            if (line.Kind == ChangeKind.Update && change.IsEmpty && values.HasOnly(UserField.ManagerId))
                line.Flags |= LineFlags.OnlyManager;
            plan.Managers.Add(number, MatchKey.HashOf(manager), owners.ContainsKey(MatchKey.Fold(manager)));
        }

        var effect = _tree.EffectOf(change, InTree(current));
        plan.Spool.Add(new PlannedChange(number, image.Key, Hash128.None, StateOf(image), new UserChange(line.Kind, account.Id, values) { Groups = change })
        {
            GivenGroups = image.GivenGroups,
            Image = ChangeImage.Of(account.User, values, effect, ledger.FindState(image.Key) is { } state && (state & (LedgerState.Active | LedgerState.Archived)) != 0),
        });
    }

    private void PlanEmail(UndoImage image, DirectoryUser account, UserValues values, ILookup<string, DirectoryUser> holders, int number)
    {
        // Whom the run created and gave the address of another: the other one gets it back.
        if (image.Kind == ChangeKind.Create && account.User.Email is { } email && _wantedEmails.Contains(MatchKey.HashOf(email)) && !sharedEmails)
            values[UserField.Email] = "";
        if (values[UserField.Email] is not { } back)
            return;
        if (back.Length == 0)
            _addresses.Release(number, account.Id);
        else if (account.User.Email is not { } present || MatchKey.Fold(present) != MatchKey.Fold(back))
            _addresses.Restore(number, account, back, holders[MatchKey.Fold(back)]);
    }

    // Here values count as they are written: an undo gives back the case of letters too.
    private static UserValues Difference(UserValues before, HrisUser account)
    {
        var back = new UserValues();
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (before[(UserField)i] is { } value && !string.Equals(UserDiff.ValueOf(account, (UserField)i) ?? "", value, StringComparison.Ordinal))
                back[(UserField)i] = value;
        }

        back.CustomFields.AddRange(before.CustomFields.Where(field =>
            !string.Equals(account.CustomFields.TryGetValue(field.Key, out var value) ? value : "", field.Value, StringComparison.Ordinal)));
        return back;
    }

    private GroupChange GroupsBack(GroupEffect effect, IReadOnlyList<string> current)
    {
        if (effect.Taken.All(current.Contains) && !effect.Given.Any(current.Contains))
            return GroupChange.None;
        var memberships = InTree(current);
        var given = new HashSet<int>(InTree(effect.Given));
        return MembershipPlanner.Plan(_tree, memberships, memberships.Where(group => !given.Contains(group)).Union(InTree(effect.Taken)).ToArray(), given.Contains);
    }

    private int[] InTree(IEnumerable<string> ids) => ids.Select(_tree.FindId).Where(group => group >= 0).ToArray();

    private bool IsAsLeft(UndoImage image, HrisUser account, IReadOnlyList<string> current) =>
        account.Archived == image.IsArchivedAfter
        && ValuesFingerprint.Of(account, image.Kind == ChangeKind.Create ? null : image.Before.Values) == image.After
        && HasManagerAsLeft(image, account)
        && image.Before.Groups.Given.All(current.Contains) && !image.Before.Groups.Taken.Any(current.Contains);

    // A run that died before it linked managers left none; the ledger knows.
    private bool HasManagerAsLeft(UndoImage image, HrisUser account) =>
        image.Manager is not { } manager || MatchKey.Fold(account.ManagerId ?? "") == MatchKey.Fold(manager)
        || (account.ManagerId is null && ledger.FindState(image.Key) is { } state && (state & LedgerState.ManagerPending) != 0);

    private static ChangeKind KindOf(UndoImage image, HrisUser account, bool isSame) => (image.IsArchivedBefore, account.Archived) switch
    {
        (true, false) => ChangeKind.Archive,
        (false, true) => ChangeKind.Reactivate,
        _ => isSame ? ChangeKind.None : ChangeKind.Update,
    };

    // As it was before, but without a fingerprint: whatever a line says next, it is compared with the directory.
    private static LedgerState StateOf(UndoImage image) =>
        image.Kind == ChangeKind.Create || (image.Before.WasKnown && image.IsArchivedBefore) ? LedgerState.Archived
        : image.Before.WasKnown ? LedgerState.Active
        : LedgerState.Absent;
}
