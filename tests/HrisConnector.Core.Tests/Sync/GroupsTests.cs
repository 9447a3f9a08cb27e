using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §5: who belongs where after a run.</summary>
public sealed class GroupsTests
{
    private const string French = "French,Company/Sales/France,language,startsWith,fr";
    private const string Chiefs = "Chiefs,company/board,title,equals,chief";

    [Fact]
    public async Task Users_come_into_every_group_whose_rule_takes_them_and_into_the_parents_that_it_implies()
    {
        using var connector = GroupFixture.With(French, Chiefs, "Paris,4,title,matches,\\bparis\\b", "Paris,4,language,in,fr|de");

        var outcomes = await connector.OutcomesAsync(
            Line("A", language: "fr", title: "Chief"), Line("B", language: "FR", title: "Head of Paris"), Line("C", language: "en", title: "CHIEF"), Line("D", language: "en", title: "paris"));

        Assert.Equal(["UserCreated/", "UserCreated/", "UserCreated/", "NoGroupsMatch/User does not match any group assignment rule"], outcomes);
        Assert.Equal("Company/Board Company/Sales Company/Sales/France", connector.GroupsOf("A"));
        Assert.Equal("Company/Sales Company/Sales/France Company/Sales/France/Paris", connector.GroupsOf("B"));
        Assert.Equal("Company/Board", connector.GroupsOf("C"));
        Assert.Equal("Guests", connector.GroupsOf("D"));
    }

    [Fact]
    public async Task A_rule_may_look_at_a_user_field_under_another_header_at_a_custom_field_and_at_any_header()
    {
        const string Columns = """ "columns": { "title": "Job" }, "customFields": [ { "column": "Cost center", "name": "costCenter" } ], """;
        using var connector = new TestConnector(GroupFixture.Configuration.Insert(1, Columns));
        connector.SetRules("A,Company/Sales,TITLE,equals,chief", "B,Company/Board,costcenter,equals,100", "C,Company,country ,notEquals,FR");

        await connector.RunTextAsync("uniqueId,email,firstName,lastName,status,Job,Cost center,Country\nU,u@x.org,U,U,Active,Chief,100,FR\nV,v@x.org,V,V,Active,,200,\n");

        Assert.Equal("Company/Board Company/Sales", connector.GroupsOf("U"));
        Assert.Equal("Company", connector.GroupsOf("V"));
    }

    [Fact]
    public async Task Accents_written_in_two_ways_are_the_same_letter()
    {
        using var connector = GroupFixture.With("A,Company/Sales,title,equals,Sa\u0303o Paulo");

        await connector.SyncLinesAsync(Line("A", title: "são paulo"));

        Assert.Equal("Company/Sales", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task A_faulty_rules_file_starts_nothing_and_every_fault_is_in_the_logs()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Line("A", language: "fr"));
        var directory = StoreFile.Directory(connector);
        File.Copy(TestConnector.FilePath("group-rules-faulty.csv"), Path.Combine(connector.Folder, "rules.csv"), overwrite: true);

        var result = await connector.RunLinesAsync([Line("A", language: "de"), Line("B")]);

        Assert.Equal((HrisErrors.GroupRulesInvalid, HrisSyncStatus.Error, (string?)null), (result.Error!.Error, result.Sync.Status, result.Sync.CsvLogPath));
        Assert.Equal("The group rules file rules.csv is not valid", result.Sync.Logs[0]);
        // The faults of the file itself, and the fields that the users file has no column for.
        Assert.Contains("line 2: Group: the directory has no group 'Company/Nowhere'", result.Sync.Logs);
        Assert.Contains("line 7: Field: the users file has no column for 'country'", result.Sync.Logs);
        Assert.All(result.Sync.Logs.Skip(1), fault => Assert.Contains(fault, result.Error.Message, StringComparison.Ordinal));
        Assert.Equal(directory, StoreFile.Directory(connector));
        var log = JsonLogFile.Of(result.Sync);
        Assert.Equal(result.Sync.Logs, log.GetProperty("logs").EnumerateArray().Select(line => line.GetString()));
        Assert.Equal((0, 0), (log.GetProperty("numberOfNoGroupsMatchUsers").GetInt32(), log.GetProperty("noGroupsMatchUsers").GetArrayLength()));
    }

    [Fact]
    public async Task A_rules_file_that_is_not_there_fails_the_run()
    {
        using var connector = new TestConnector(GroupFixture.Configuration);

        Assert.Equal(HrisErrors.GroupRulesUnreadable, (await connector.RunLinesAsync([Line("A")])).Error!.Error);
    }

    [Fact]
    public async Task An_unknown_id_as_default_group_fails_the_run()
    {
        using var connector = new TestConnector(GroupFixture.Configuration.Replace("\"Guests\", ", "", StringComparison.Ordinal).Replace("\"default\": \"Guests\"", "\"default\": \"77\"", StringComparison.Ordinal));
        connector.SetRules(French);

        Assert.Equal(HrisErrors.ConfigurationInvalid, (await connector.RunLinesAsync([Line("A")])).Error!.Error);
    }

    [Fact]
    public async Task A_pattern_that_takes_too_long_stops_the_run_before_anything_is_changed()
    {
        using var connector = GroupFixture.With("Slow,Company,title,matches,^(a+)+$");

        var result = await connector.RunLinesAsync([Line("A", title: new string('a', 60) + "!")]);

        Assert.Equal(HrisErrors.ConditionTimedOut, result.Error!.Error);
        Assert.DoesNotContain("aaaa", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(connector.Users());
    }

    [Fact]
    public async Task Without_a_rules_file_everybody_is_in_the_default_group_and_nobody_is_counted()
    {
        using var connector = new TestConnector("{ \"groups\": { \"default\": \"Company/Sales/France\" }, " + GroupFixture.Groups + " }");

        var sync = await connector.SyncLinesAsync(Line("A"), Line("B"));

        Assert.Equal(HrisSyncStatus.Success, sync.Status);
        Assert.Null(sync.NoGroupsMatch);
        Assert.DoesNotContain(JsonLogFile.Names(JsonLogFile.Of(sync)), name => name.Contains("Groups", StringComparison.Ordinal));
        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("B"));
    }

    [Fact]
    public async Task Without_any_word_about_groups_nothing_is_touched()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Line("A", language: "fr"));
        connector.Reconfigure("{}");

        await connector.SyncLinesAsync(Line("A", language: "de"));

        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task Other_roles_and_groups_that_no_rule_names_are_left_alone()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Line("A", language: "fr"));
        connector.Put("A", "author", "Company/Sales", "Company/Board");
        connector.Put("A", "learner", "Company/Board", "Company");

        var outcomes = await connector.OutcomesAsync(Line("A", language: "de"));

        Assert.Equal(["NoGroupsMatch/User does not match any group assignment rule"], outcomes);
        Assert.Equal("author Company/Board\tauthor Company/Sales\tlearner Company\tlearner Company/Board\tlearner Guests\t", Roles(connector, "A"));
    }

    [Fact]
    public async Task A_parent_stays_for_a_public_child_that_somebody_else_gave()
    {
        using var connector = GroupFixture.With("Sales,Company/Sales,title,equals,seller");
        await connector.SyncLinesAsync(Line("A", title: "seller"));
        connector.Put("A", "learner", "Company/Sales/France");

        await connector.SyncLinesAsync(Line("A", title: "buyer"));

        Assert.Equal("Company/Sales Company/Sales/France Guests", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task Archiving_leaves_the_groups_and_coming_back_applies_the_rules_of_that_day()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Line("A", language: "fr"));
        await connector.SyncLinesAsync(Line("A", status: "Inactive"));
        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("A"));

        Assert.Equal(["UserCreated/"], await connector.OutcomesAsync(Line("A", title: "Chief", language: "en")));

        Assert.Equal("Company/Board", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task A_linked_account_leaves_the_groups_of_the_rules_that_do_not_take_it()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Line("X"));
        await connector.AddAccountAsync("old@example.org");
        StoreFile.Execute(connector, "INSERT INTO membership SELECT u.id, g.id, 'learner' FROM user u, user_group g WHERE u.email = 'old@example.org' AND g.path IN ('Company', 'Company/Board')");

        await connector.SyncLinesAsync(Line("X"), Line("A", email: "old@example.org", language: "fr"));

        Assert.Equal("Company Company/Sales Company/Sales/France", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task Lines_that_change_nothing_change_no_group_either()
    {
        using var connector = GroupFixture.With(French);
        connector.Reconfigure(GroupFixture.Configuration.Insert(1, """ "protectedUsers": ["P"], "perimeter": [ { "field": "title", "operator": "notEquals", "value": "outside" } ], """));
        await connector.SyncLinesAsync(Line("A", language: "fr"), Line("B", language: "fr"));

        var outcomes = await connector.OutcomesAsync(Line("A", language: "de", title: "outside"), Line("P", language: "fr"), Line("B", language: "de", first: ""));

        Assert.Equal(["NoActionDone/User is outside of the synchronization perimeter", "NoActionDone/", "InvalidUser/userWithoutFirstName"], outcomes);
        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("A"));
        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("B"));
    }

    private static string Roles(TestConnector connector, string uniqueId) => StoreFile.Dump(connector,
        $"SELECT m.role || ' ' || g.path FROM membership m JOIN user u ON u.id = m.user_id JOIN user_group g ON g.id = m.group_id WHERE u.unique_id = '{uniqueId}' ORDER BY 1").Replace("\n", "", StringComparison.Ordinal);
}
