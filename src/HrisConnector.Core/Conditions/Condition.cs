using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Conditions;

/// <summary>A condition, ready to be asked (behaviour.md §5: never regarding case, regular expressions with a time limit).</summary>
internal sealed class Condition
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);
    private readonly ConditionOperator _operator;
    private readonly string _value;
    private readonly string[] _values;
    private readonly Regex? _pattern;

    public Condition(ConditionConfiguration configuration)
    {
        _operator = configuration.Operator;
        _value = configuration.Value.Trim().Normalize(NormalizationForm.FormC);
        _values = _value.Split('|').Select(value => value.Trim()).ToArray();
        if (_operator == ConditionOperator.Matches)
            _pattern = Compile(_value);
    }

    /// <summary>What is wrong with a condition; null when nothing is.</summary>
    public static string? FaultOf(ConditionConfiguration configuration)
    {
        var needsValue = configuration.Operator is not (ConditionOperator.IsEmpty or ConditionOperator.IsNotEmpty);
        if (needsValue && configuration.Value.Trim().Length == 0)
            return "is needed by this operator";
        if (configuration.Operator != ConditionOperator.Matches)
            return null;
        try
        {
            Compile(configuration.Value.Trim());
            return null;
        }
        catch (ArgumentException e)
        {
            return $"is not a regular expression: {e.Message}";
        }
    }

    /// <summary>Whether a trimmed value meets the condition.</summary>
    /// <exception cref="RegexMatchTimeoutException">The regular expression ran out of time.</exception>
    public bool IsMetBy(string value) => IsMetByComposed(Compose(value));

    /// <summary>A value as <see cref="IsMetByComposed"/> wants it: two programs may write an accent in two ways, and to a person it is the same letter.</summary>
    public static string Compose(string value) => value.Normalize(NormalizationForm.FormC);

    /// <summary>Whether a trimmed and composed value meets the condition; for several conditions on one value.</summary>
    /// <exception cref="RegexMatchTimeoutException">The regular expression ran out of time.</exception>
    [MethodImpl(HotPath.Options)]
    public bool IsMetByComposed(string value) => _operator switch
    {
        ConditionOperator.Equals => Same(value, _value),
        ConditionOperator.NotEquals => !Same(value, _value),
        ConditionOperator.In => IsOneOf(value),
        ConditionOperator.NotIn => !IsOneOf(value),
        ConditionOperator.StartsWith => value.StartsWith(_value, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.EndsWith => value.EndsWith(_value, StringComparison.OrdinalIgnoreCase),
        ConditionOperator.Contains => value.IndexOf(_value, StringComparison.OrdinalIgnoreCase) >= 0,
        ConditionOperator.Matches => _pattern!.IsMatch(value),
        ConditionOperator.IsEmpty => value.Length == 0,
        _ => value.Length > 0,
    };

    private bool IsOneOf(string value)
    {
        foreach (var one in _values)
        {
            if (Same(value, one))
                return true;
        }

        return false;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeLimit);
}
