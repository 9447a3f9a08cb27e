using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Random rules, groups and files day after day: whatever was before, the groups are those that a plain reading of the rules gives.</summary>
public sealed class RandomGroupsTests
{
    private static readonly string[] Paths = ["A", "A/B", "A/B/C", "A/B/C/D", "A/E", "F", "F/G"];
    private static readonly string[] Values = ["", "x", "y", "z"];

    private sealed record Rule(int Group, string Title, string Phone);

    private sealed record User(int Number, string Title, string Phone, bool Active);

    private sealed record Day(bool[] Public, Rule[] Rules, int Default, User[] Users, bool Full);

    private static readonly Gen<Day> Days = Gen.Select(
        Gen.Bool.Array[Paths.Length],
        Gen.Select(Gen.Int[0, Paths.Length - 1], Gen.Int[0, 3].Select(value => Values[value]), Gen.Int[0, 3].Select(value => Values[value]), (group, title, phone) => new Rule(group, title, phone)).Array[0, 4],
        Gen.Int[-1, Paths.Length - 1],
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 3].Select(value => Values[value]), Gen.Int[0, 3].Select(value => Values[value]), Gen.Int[0, 4], (number, title, phone, active) => new User(number, title, phone, active > 0)).Array[1, 6],
        Gen.Bool,
        (isPublic, rules, standard, users, full) => new Day(isPublic, rules, standard, [.. users.GroupBy(user => user.Number).Select(same => same.First())], full));

    [Fact]
    public async Task Every_day_everybody_is_where_the_rules_of_that_day_put_them() => await Days.Array[1, 4].SampleAsync(
        async days =>
        {
            using var connector = new TestConnector();
            foreach (var day in days)
                await CheckAsync(connector, day);
        },
        iter: 40,
        threads: 1);

    private static async Task CheckAsync(TestConnector connector, Day day)
    {
        var groups = string.Join(", ", Paths.Select((path, i) => $$"""{ "path": "{{path}}", "public": {{(day.Public[i] ? "true" : "false")}} }"""));
        var rulesFile = day.Rules.Length > 0 ? "\"rulesFile\": \"rules.csv\", " : "";
        var standard = day.Default >= 0 ? $"\"default\": \"{Paths[day.Default]}\"" : "";
        connector.Reconfigure($$"""{ "groups": { {{rulesFile}}{{standard}} }, "directory": { "groups": [ {{groups}} ] } }""");
        connector.SetRules(day.Rules.SelectMany((rule, i) => new[]
        {
            $"R{i},{Paths[rule.Group]},title,{(rule.Title.Length == 0 ? "isNotEmpty," : "equals," + rule.Title)}",
            $"R{i},{Paths[rule.Group]},phone,{(rule.Phone.Length == 0 ? "isEmpty," : "notEquals," + rule.Phone)}",
        }));
        var before = connector.Users().ToDictionary(user => user.UniqueId!);
        var lines = day.Users.Select(user => $"U{user.Number},u{user.Number}@x.org,F,L,{(user.Active ? "Active" : "Inactive")},{user.Title},,,,{user.Phone},").ToArray();

        var result = await connector.RunLinesAsync(lines, full: day.Full, force: true);

        Assert.Null(result.Error);
        var groupsConfigured = day.Rules.Length > 0 || day.Default >= 0;
        foreach (var user in day.Users)
        {
            var now = connector.User($"U{user.Number}");
            if (!user.Active || !groupsConfigured)
                Assert.Equal(before.TryGetValue($"U{user.Number}", out var was) ? was.Groups : [], now?.Groups ?? []);
            else
                Assert.Equal(Expected(day, user), now!.Groups);
        }

        Assert.Equal(lines.Length, (await connector.RunLinesAsync(lines)).Sync.Unchanged);
        Assert.Equal(lines.Length, (await connector.RunLinesAsync(lines, full: true)).Sync.Unchanged);
    }

    private static string[] Expected(Day day, User user)
    {
        var targets = day.Rules
            .Where(rule => (rule.Title.Length == 0 ? user.Title.Length > 0 : rule.Title == user.Title) && (rule.Phone.Length == 0 ? user.Phone.Length == 0 : rule.Phone != user.Phone))
            .Select(rule => rule.Group).ToList();
        if (targets.Count == 0 && day.Default >= 0)
            targets.Add(day.Default);
        var groups = new HashSet<string>();
        foreach (var target in targets)
        {
            for (var path = Paths[target]; ; path = path[..path.LastIndexOf('/')])
            {
                groups.Add(path);
                if (!day.Public[Array.IndexOf(Paths, path)] || !path.Contains('/', StringComparison.Ordinal))
                    break;
            }
        }

        return [.. groups.Order(StringComparer.Ordinal)];
    }
}
