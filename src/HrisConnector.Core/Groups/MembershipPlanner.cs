using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Groups;

/// <summary>
/// The fewest removals, then the fewest additions, that bring a user from the groups they are in to those they should be in, given
/// what the platform does of itself on each of them (behaviour.md §5).
/// </summary>
internal static class MembershipPlanner
{
    /// <summary>Plans.</summary>
    /// <param name="tree">The groups.</param>
    /// <param name="current">The groups in which the user is a learner.</param>
    /// <param name="wanted">The groups that the rules give, with what they imply.</param>
    /// <param name="isOurs">Whether a group is one that we may take a user out of.</param>
    public static GroupChange Plan(GroupTree tree, IReadOnlyCollection<int> current, IReadOnlyCollection<int> wanted, Func<int, bool> isOurs)
    {
        var leave = new HashSet<int>(current.Where(isOurs));
        leave.ExceptWith(wanted);
        if (leave.Count > 0)
            KeepParents(tree, current, leave);
        var add = new HashSet<int>(wanted);
        add.ExceptWith(current);
        if (leave.Count == 0 && add.Count == 0)
            return GroupChange.None;

        // Who leaves a parent leaves its public sub-groups, and who joins a public group joins its parents: those need no word.
        var removals = leave.Where(group => !tree.ImpliedBy(group).Any(leave.Contains));
        var implied = new HashSet<int>(add.SelectMany(tree.ImpliedBy));
        var additions = add.Where(group => !implied.Contains(group));
        return new GroupChange(Ids(tree, removals), Ids(tree, additions));
    }

    // A public group that the user stays in by somebody else's hand would be lost with its parent: then the parent stays too.
    private static void KeepParents(GroupTree tree, IReadOnlyCollection<int> current, HashSet<int> leave)
    {
        foreach (var kept in current.Where(group => !leave.Contains(group)).ToArray())
            leave.ExceptWith(tree.ImpliedBy(kept));
    }

    private static string[] Ids(GroupTree tree, IEnumerable<int> groups) => groups.OrderBy(group => group).Select(group => tree[group].Id).ToArray();
}
