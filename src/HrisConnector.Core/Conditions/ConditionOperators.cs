using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Conditions;

/// <summary>The names of the operators, as the configuration and the rules file write them.</summary>
internal static class ConditionOperators
{
    /// <summary>The operators by their names.</summary>
    public static readonly IReadOnlyDictionary<string, ConditionOperator> ByName = new Dictionary<string, ConditionOperator>
    {
        ["equals"] = ConditionOperator.Equals,
        ["notEquals"] = ConditionOperator.NotEquals,
        ["in"] = ConditionOperator.In,
        ["notIn"] = ConditionOperator.NotIn,
        ["startsWith"] = ConditionOperator.StartsWith,
        ["endsWith"] = ConditionOperator.EndsWith,
        ["contains"] = ConditionOperator.Contains,
        ["matches"] = ConditionOperator.Matches,
        ["isEmpty"] = ConditionOperator.IsEmpty,
        ["isNotEmpty"] = ConditionOperator.IsNotEmpty,
    };

    /// <summary>Finds an operator by its name, without regard to case: in a spreadsheet nobody minds it.</summary>
    public static ConditionOperator? Find(string name)
    {
        foreach (var pair in ByName)
        {
            if (string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase))
                return pair.Value;
        }

        return null;
    }
}
