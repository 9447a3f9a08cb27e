using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Groups;

/// <summary>The groups that the rules give to a user, with what they imply. One object serves all users with the same rules.</summary>
internal sealed class WantedGroups
{
    private const char Separator = ',';

    public WantedGroups(GroupTree tree, IEnumerable<int> targets, bool noRuleMatches)
    {
        var groups = new SortedSet<int>();
        foreach (var target in targets)
        {
            groups.Add(target);
            groups.UnionWith(tree.ImpliedBy(target));
        }

        Groups = groups.ToArray();
        NoRuleMatches = noRuleMatches;
        Ids = Join(Groups.Select(group => tree[group].Id));
        Fingerprint = Hash128.Of(Encoding.UTF8.GetBytes(Ids));
    }

    /// <summary>The groups by their place in the tree, in order.</summary>
    public IReadOnlyList<int> Groups { get; }

    /// <summary>True when rules exist and none takes the user.</summary>
    public bool NoRuleMatches { get; }

    /// <summary>The ids as one text, as the ledger remembers what was given.</summary>
    public string Ids { get; }

    /// <summary>The same as long as the groups are the same.</summary>
    public Hash128 Fingerprint { get; }

    /// <summary>The ids as <see cref="Ids"/>, and others that the ledger has to remember as well.</summary>
    public string IdsAnd(IReadOnlyCollection<string> others) =>
        others.Count == 0 ? Ids : Join(Split(Ids).Concat(others));

    /// <summary>The ids in a text of <see cref="Ids"/>.</summary>
    public static string[] Split(string ids) => ids.Length == 0 ? [] : ids.Split(Separator);

    // Ordered by id, not by place: the order of the groups in the configuration makes no difference.
    private static string Join(IEnumerable<string> ids) => string.Join(Separator.ToString(), ids.OrderBy(id => id, System.StringComparer.Ordinal));
}
