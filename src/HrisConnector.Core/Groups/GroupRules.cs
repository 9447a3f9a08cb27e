using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Groups;

/// <summary>A rules file as it was read, with what is wrong with it.</summary>
internal sealed class GroupRules(string path)
{
    /// <summary>The rules, in the order in which the file begins them.</summary>
    public List<GroupRule> Rules { get; } = [];

    /// <summary>The faults, in the order of their lines once all are found.</summary>
    public List<GroupRuleFault> Faults { get; } = [];

    /// <summary>Finds the fields that a users file lacks: they can be judged with its header alone.</summary>
    public void CheckFields(ColumnMap columns)
    {
        foreach (var condition in Rules.SelectMany(rule => rule.Conditions))
        {
            if (columns.FindField(condition.Condition.Field) < 0)
                Faults.Add(new(condition.Line, $"Field: the users file has no column for '{condition.Condition.Field}'"));
        }
    }

    /// <summary>Stops here when there is any fault.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.GroupRulesInvalid"/> with every fault and its line.</exception>
    public void RequireFaultless()
    {
        if (Faults.Count == 0)
            return;
        var name = Path.GetFileName(path);
        var faults = Faults.OrderBy(fault => fault.Line).Select(fault => fault.ToString()).ToArray();
        throw new HrisException(
            HrisErrors.GroupRulesInvalid,
            $"The group rules file {name} is not valid:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(fault => "  " + fault))}",
            path)
        {
            Reasons = [$"The group rules file {name} is not valid", .. faults],
        };
    }
}
