namespace HrisConnector.Core.Conditions;

/// <summary>A condition on a line of the file (behaviour.md §4, perimeter).</summary>
/// <param name="Field">A user field, a custom field or a header of the file.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">What to compare with; empty for the operators that need nothing.</param>
public sealed record ConditionConfiguration(string Field, ConditionOperator Operator, string Value);
