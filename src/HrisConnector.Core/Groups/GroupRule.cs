using System.Collections.Generic;

namespace HrisConnector.Core.Groups;

/// <summary>A rule: who meets all its conditions is a learner of its group (behaviour.md §5).</summary>
/// <param name="Name">Its name in the rules file.</param>
/// <param name="Group">The group as the file names it.</param>
/// <param name="Target">The place of the group in the tree; -1 when there is no such group, which is a fault.</param>
internal sealed record GroupRule(string Name, string Group, int Target)
{
    /// <summary>The conditions, in the order of the file.</summary>
    public List<GroupRuleCondition> Conditions { get; } = [];
}
