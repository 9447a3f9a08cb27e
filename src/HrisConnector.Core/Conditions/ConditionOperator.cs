namespace HrisConnector.Core.Conditions;

/// <summary>How a condition compares a value, never regarding case (behaviour.md §5).</summary>
public enum ConditionOperator
{
    /// <summary>The value is the given one.</summary>
    Equals,

    /// <summary>The value is another one.</summary>
    NotEquals,

    /// <summary>The value is one of those given, separated by <c>|</c>.</summary>
    In,

    /// <summary>The value is none of those given, separated by <c>|</c>.</summary>
    NotIn,

    /// <summary>The value begins so.</summary>
    StartsWith,

    /// <summary>The value ends so.</summary>
    EndsWith,

    /// <summary>The value holds this text.</summary>
    Contains,

    /// <summary>A regular expression finds a match in the value.</summary>
    Matches,

    /// <summary>The value is blank.</summary>
    IsEmpty,

    /// <summary>The value is not blank.</summary>
    IsNotEmpty,
}
