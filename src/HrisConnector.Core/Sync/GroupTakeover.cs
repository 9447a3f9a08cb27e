using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Rules are in charge of other groups than when they were last applied. Whoever is in a group that was nobody's until now may have
/// to leave it although nothing else is new for them: those users alone are looked at again, not everybody.
/// </summary>
/// <param name="Groups">The ids of all groups that rules are in charge of now.</param>
/// <param name="Learners">The keys of the users who are in one that is new among them.</param>
internal sealed record GroupTakeover(IReadOnlyList<string> Groups, IReadOnlyList<string> Learners)
{
    /// <summary>Finds what is new, and marks in the ledger in memory who is concerned.</summary>
    /// <returns>Null when nothing is new.</returns>
    public static async Task<GroupTakeover?> FindAsync(
        GroupAssignment assignment, Ledger ledger, LedgerIndex index, IUserDirectory directory, CancellationToken cancellationToken)
    {
        var before = ledger.ManagedGroups();
        var now = assignment.Managed.Select(group => assignment.Tree[group].Id).OrderBy(id => id, System.StringComparer.Ordinal).ToArray();
        if (before.SetEquals(now))
            return null;
        var added = now.Where(id => !before.Contains(id)).ToArray();
        var learners = new List<string>();
        foreach (var uniqueId in await directory.FindLearnersAsync(added, cancellationToken).ConfigureAwait(false))
        {
            var key = MatchKey.Fold(uniqueId);
            var entry = index.Find(MatchKey.HashOfKey(key));
            if (entry < 0 || !index[entry].IsActive)
                continue;
            index[entry].State |= LedgerState.GroupsPending;
            learners.Add(key);
        }

        return new GroupTakeover(now, learners);
    }
}
