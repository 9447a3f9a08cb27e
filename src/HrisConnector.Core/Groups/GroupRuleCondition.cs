using HrisConnector.Core.Conditions;

namespace HrisConnector.Core.Groups;

/// <summary>One line of the rules file.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Condition">What it asks.</param>
internal sealed record GroupRuleCondition(int Line, ConditionConfiguration Condition);
