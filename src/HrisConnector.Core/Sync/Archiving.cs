using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>What users lose by being archived: nothing in a directory that keeps it, else their groups, manager and custom fields, which an undo must give back.</summary>
internal static class Archiving
{
    /// <summary>The changes that archive accounts, with their images for an undo.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="accounts">The accounts, and whether the ledger has them; one that is archived already loses nothing.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<IReadOnlyList<(UserChange Change, ChangeImage Image)>> PlanAsync(
        IUserDirectory directory, IReadOnlyList<(DirectoryUser Account, bool IsKnown)> accounts, CancellationToken cancellationToken)
    {
        var losing = directory.KeepsArchived ? [] : accounts.Where(item => !item.Account.User.Archived).Select(item => item.Account.Id).ToArray();
        var found = await directory.FindLearnerGroupsAsync(losing, cancellationToken).ConfigureAwait(false);
        var groups = Enumerable.Range(0, losing.Length).ToDictionary(i => losing[i], i => found[i]);
        return accounts.Select(item => Plan(item.Account, item.IsKnown, groups.TryGetValue(item.Account.Id, out var lost) ? lost : null)).ToArray();
    }

    private static (UserChange Change, ChangeImage Image) Plan(DirectoryUser account, bool isKnown, IReadOnlyList<string>? lostGroups)
    {
        var values = new UserValues();
        if (lostGroups is not null)
        {
            if (account.User.ManagerId is not null)
                values[UserField.ManagerId] = "";
            values.CustomFields.AddRange(account.User.CustomFields.Select(field => new KeyValuePair<string, string>(field.Key, "")));
        }

        var effect = lostGroups is { Count: > 0 } ? new GroupEffect([], lostGroups) : GroupEffect.None;
        return (new UserChange(ChangeKind.Archive, account.Id, values), ChangeImage.Of(account.User, values, effect, isKnown));
    }
}
