using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Undo;

/// <summary>Random days of a small company where everybody wants everybody's address, manager and group: after a day and its undo the
/// directory is as before the day, and the same file then makes of it what it made without the undo.</summary>
public sealed class RandomUndoTests
{
    private static readonly string[] Mails = ["1@x.org", "2@x.org", "3@x.org", "4@x.org", "5@x.org", "1@X.org"];
    private static readonly string[] Paths = ["A", "A/B", "A/B/C", "D"];

    private sealed record User(int Number, string Mail, string Title, string Cost, int Manager, bool Active);

    private sealed record Day(User[] Users, (int Group, string Title)[] Rules, bool Full);

    private sealed record Company(Day[] Days, bool[] Public, string Configuration, bool Account, bool AccountArchived);

    private static readonly Gen<User> Users = Gen.Select(
        Gen.Int[1, 5], OneOf(Mails), OneOf("", "x", "y"), OneOf("", "100", "200"), Gen.Int[0, 6], Gen.Int[0, 4],
        (number, mail, title, cost, manager, active) => new User(number, mail, title, cost, manager, active > 0));

    private static readonly Gen<Day> Days = Gen.Select(
        Users.Array[1, 6].Select(users => users.GroupBy(user => user.Number).Select(same => same.First()).ToArray()),
        Gen.Select(Gen.Int[0, Paths.Length - 1], OneOf("x", "y"), (group, title) => (group, title)).Array[0, 3],
        Gen.Bool,
        (users, rules, full) => new Day(users, rules, full));

    private static readonly Gen<Company> Companies = Gen.Select(
        Days.Array[1, 4], Gen.Bool.Array[Paths.Length], OneOf("", "\"missingUsers\": \"archive\",", "\"linkByEmail\": false,", "\"blankCells\": \"keep\","), Gen.Bool, Gen.Bool,
        (days, isPublic, configuration, account, archived) => new Company(days, isPublic, configuration, account, archived));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public async Task A_day_and_its_undo_leave_everything_as_before_and_the_same_file_again_as_after() => await Companies.SampleAsync(
        async company =>
        {
            using var connector = new TestConnector();
            Configure(connector, company, company.Days[0]);
            if (company.Account)
                await connector.AddAccountAsync(Mails[0], archived: company.AccountArchived);
            foreach (var day in company.Days)
                await CheckAsync(connector, company, day);
        },
        iter: 30,
        threads: 1);

    private static async Task CheckAsync(TestConnector connector, Company company, Day day)
    {
        Configure(connector, company, day);
        var text = "uniqueId,email,firstName,lastName,status,title,managerId,Cost center\n" + string.Concat(day.Users.Select(user =>
            $"U{user.Number},{user.Mail},F,L,{(user.Active ? "Active" : "Inactive")},{user.Title},{(user.Manager == 0 ? "" : "U" + user.Manager)},{user.Cost}\n"));
        var before = Show(connector);
        var run = await connector.RunTextAsync(text, full: day.Full, force: true);
        Assert.Null(run.Error);
        var after = Show(connector);
        if (run.Sync.Created + run.Sync.Updated + run.Sync.Archived == 0)
            return;

        var undo = await connector.UndoAsync(run.Sync.Id);

        Assert.True(undo.Error is null, undo.Error?.Message);
        var back = Show(connector);
        var story = $"before:\n{Text(before)}\n{text}after:\n{Text(after)}\nback:\n{Text(back)}";
        Assert.True(before.SequenceEqual(back.Take(before.Count)), story);
        Assert.True(back.Skip(before.Count).All(user => user.Contains(" archived", StringComparison.Ordinal)), story);
        if (undo.Sync.Created + undo.Sync.Updated + undo.Sync.Archived > 0)
        {
            var redone = await connector.UndoAsync(undo.Sync.Id);
            Assert.True(redone.Error is null, redone.Error?.Message);
            Assert.True(after.SequenceEqual(Show(connector)), $"{story}\nundone undo:\n{Text(Show(connector))}");
            Assert.Null((await connector.UndoAsync(run.Sync.Id)).Error);
        }

        var again = await connector.RunTextAsync(text, force: true);
        Assert.Null(again.Error);
        Assert.True(after.SequenceEqual(Show(connector)), $"{story}\nagain:\n{Text(Show(connector))}");
    }

    private static void Configure(TestConnector connector, Company company, Day day)
    {
        var groups = string.Join(", ", Paths.Select((path, i) => $$"""{ "path": "{{path}}", "public": {{(company.Public[i] ? "true" : "false")}} }"""));
        connector.Reconfigure($$"""
            { {{company.Configuration}} "groups": { "rulesFile": "rules.csv" }, "directory": { "groups": [ {{groups}} ] },
              "customFields": [ { "column": "Cost center", "name": "costCenter", "type": "string" } ] }
            """);
        connector.SetRules(day.Rules.Select((rule, i) => $"R{i},{Paths[rule.Group]},title,equals,{rule.Title}").DefaultIfEmpty("R,A,title,equals,nobody"));
    }

    // By their age: a user who was created stands behind those who were there before.
    private static IReadOnlyList<string> Show(TestConnector connector)
    {
        var groups = connector.Users().ToDictionary(user => user.UniqueId ?? "", user => string.Join(' ', user.Groups));
        return [.. StoreFile.Dump(
            connector,
            "SELECT u.id, COALESCE(u.unique_id, ''), u.email, u.title, m.unique_id, (SELECT value FROM custom_value WHERE user_id = u.id), CASE u.archived WHEN 1 THEN ' archived' ELSE '' END " +
            "FROM user u LEFT JOIN user m ON m.id = u.manager_id ORDER BY u.id").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row + groups[row.Split('\t')[1]])];
    }

    private static string Text(IEnumerable<string> users) => string.Join('\n', users.Select(user => "  " + user));
}
