using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Check;

/// <summary>Checks a group rules file before a synchronization uses it; with a users file, also whom each rule would take.</summary>
internal sealed class GroupRuleCheck(ConnectorConfiguration configuration, GroupTree? tree, ISyncObserver observer)
{
    private const int MaxUniqueIds = 10;

    /// <summary>Checks.</summary>
    /// <param name="path">The rules file.</param>
    /// <param name="usersPath">The users file; null for none.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="HrisException">A file cannot be read, or the users file cannot be processed (behaviour.md §3).</exception>
    public GroupRuleReports Check(string path, string? usersPath, CancellationToken cancellationToken)
    {
        var rules = GroupRulesReader.Read(path, tree, cancellationToken);
        var reports = rules.Rules.Select(ReportOf).ToList();
        if (usersPath is not null)
            CheckUsers(usersPath, rules, reports, cancellationToken);
        var name = Path.GetFileName(path);
        var faults = rules.Faults.OrderBy(fault => fault.Line)
            .Select(fault => new HrisException(HrisErrors.GroupRulesInvalid, $"{name}, {fault}", fault.Line)).ToArray();
        return new GroupRuleReports(reports, faults);
    }

    // Whom a rule with a fault takes cannot be said, and then neither whom none takes.
    private void CheckUsers(string usersPath, GroupRules rules, List<HrisGroupRuleReport> reports, CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(usersPath);
        CsvCheck.RequireUtf8(usersPath, file, cancellationToken);
        var users = UsersFileView.Of(usersPath, configuration, file);
        rules.CheckFields(users.Columns);
        if (rules.Faults.Count > 0)
            return;
        var standard = configuration.Groups is { } groups && tree is not null ? GroupAssignment.FindDefault(groups, tree) : -1;
        reports.Add(new HrisGroupRuleReport { Group = standard < 0 ? "" : tree![standard].Path });
        using var plan = CsvCheck.Plan(users, configuration, file, observer, cancellationToken);
        Count(users, plan, new RuleMatcher(rules.Rules, users.Columns), reports, cancellationToken);
    }

    private static void Count(UsersFileView users, SyncPlan plan, RuleMatcher matcher, List<HrisGroupRuleReport> reports, CancellationToken cancellationToken)
    {
        var counts = new long[reports.Count];
        var uniqueIds = reports.Select(_ => new List<string>()).ToArray();
        using var reader = users.Open();
        for (var number = 0; reader.Read(); number++)
        {
            if ((number & 0x3FF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var line = plan.Lines[number];
            if (line.Fails || line.Has(LineFlags.Inert) || !line.Has(LineFlags.Active))
                continue;
            var matched = matcher.Match(reader);
            var taken = RuleMatcher.NumbersOf(matched);
            if (taken.Count == 0)
                taken.Add(reports.Count - 1);
            foreach (var rule in taken)
            {
                counts[rule]++;
                if (uniqueIds[rule].Count < MaxUniqueIds)
                    uniqueIds[rule].Add(Utf8Text.Decode(Utf8Text.Trim(reader.Field(users.Columns[UserField.UniqueId]))));
            }
        }

        for (var i = 0; i < counts.Length; i++)
        {
            reports[i].Users = counts[i];
            reports[i].UniqueIds = uniqueIds[i];
        }
    }

    private HrisGroupRuleReport ReportOf(GroupRule rule) => new()
    {
        Rule = rule.Name,
        Group = tree is not null && rule.Target >= 0 ? tree[rule.Target].Path : rule.Group,
        Lines = rule.Conditions.Select(condition => condition.Line).ToArray(),
        Conditions = rule.Conditions.Select(condition => TextOf(condition.Condition)).ToArray(),
    };

    private static string TextOf(ConditionConfiguration condition)
    {
        var name = ConditionOperators.ByName.First(pair => pair.Value == condition.Operator).Key;
        return condition.Operator is ConditionOperator.IsEmpty or ConditionOperator.IsNotEmpty
            ? $"{condition.Field} {name}"
            : $"{condition.Field} {name} {condition.Value}";
    }
}
