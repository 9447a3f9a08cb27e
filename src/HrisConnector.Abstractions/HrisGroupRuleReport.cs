using System.Collections.Generic;

namespace HrisConnector;

/// <summary>What <c>Test-HrisGroupRule</c> says of one group rule; with a users file also, as the last one, of the users whom no rule takes.</summary>
public sealed class HrisGroupRuleReport
{
    private IReadOnlyList<int> _lines = PlainList<int>.Of(null);
    private IReadOnlyList<string> _conditions = PlainList<string>.Of(null);
    private IReadOnlyList<string> _uniqueIds = PlainList<string>.Of(null);

    /// <summary>The name of the rule; null for the users whom no rule takes.</summary>
    public string? Rule { get; set; }

    /// <summary>The full path of the group; as the file names it when the groups are not known. For the users whom no rule takes, the
    /// default group, or an empty text when there is none.</summary>
    public string Group { get; set; } = "";

    /// <summary>The physical lines of the rule, from 1 (the header's line included).</summary>
    public IReadOnlyList<int> Lines
    {
        get => _lines;
        set => _lines = PlainList<int>.Of(value);
    }

    /// <summary>The conditions, e.g. <c>country equals FR</c>; all of them must be met.</summary>
    public IReadOnlyList<string> Conditions
    {
        get => _conditions;
        set => _conditions = PlainList<string>.Of(value);
    }

    /// <summary>How many active users of the users file the rule takes; null without a users file or when the rules have faults.</summary>
    public long? Users { get; set; }

    /// <summary>The first unique identifiers of those users, at most ten.</summary>
    public IReadOnlyList<string> UniqueIds
    {
        get => _uniqueIds;
        set => _uniqueIds = PlainList<string>.Of(value);
    }

    /// <summary>True for a rule that takes no user of the users file.</summary>
    public bool TakesNobody => Rule is not null && Users == 0;

    /// <summary>The rule and its group.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => $"{Rule ?? "(no rule)"}: {Group}";
}
