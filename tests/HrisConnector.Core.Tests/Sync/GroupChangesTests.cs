using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Issue 3, item 4, and behaviour.md §7: a change of the rules moves exactly the users concerned; preview; never half done.</summary>
public sealed class GroupChangesTests
{
    private const string French = "French,Company/Sales/France,language,startsWith,fr";
    private const string Chiefs = "Chiefs,Company/Board,title,equals,chief";
    private static readonly string[] Users = [Line("A", language: "fr"), Line("B", title: "Chief"), Line("C", language: "fr", title: "Chief"), Line("D")];

    [Fact]
    public async Task A_rules_change_alone_moves_exactly_the_users_concerned()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        Assert.Equal(["NoActionDone/", "NoActionDone/", "NoActionDone/", "NoActionDone/User does not match any group assignment rule"], await connector.OutcomesAsync(Users));

        connector.SetRules("French,Company/Sales/France/Paris,language,startsWith,fr", Chiefs);
        Assert.Equal(["UserUpdated/", "NoActionDone/", "UserUpdated/", "NoActionDone/User does not match any group assignment rule"], await connector.OutcomesAsync(Users));
        Assert.Equal("Company/Sales Company/Sales/France Company/Sales/France/Paris", connector.GroupsOf("A"));

        connector.SetRules("French,Company/Sales/France/Paris,language,startsWith,fr");
        Assert.Equal(["NoActionDone/", "NoGroupsMatch/User does not match any group assignment rule", "UserUpdated/", "NoActionDone/User does not match any group assignment rule"], await connector.OutcomesAsync(Users));
        Assert.Equal("Guests", connector.GroupsOf("B"));
        Assert.Equal("Company/Sales Company/Sales/France Company/Sales/France/Paris", connector.GroupsOf("C"));
    }

    [Fact]
    public async Task The_same_rules_in_another_order_and_under_other_names_move_nobody()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        connector.SetRules("x,5,TITLE,in,chief|boss", "y,company/sales/france,language,matches,^fr");

        Assert.Equal(4, (await connector.SyncLinesAsync(Users)).Unchanged);
    }

    [Fact]
    public async Task A_group_that_becomes_public_or_private_moves_its_members()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Users[0]);
        connector.Reconfigure(GroupFixture.Configuration.Replace("\"path\": \"Company/Sales\"", "\"public\": true, \"path\": \"Company/Sales\"", StringComparison.Ordinal));

        Assert.Equal(["UserUpdated/"], await connector.OutcomesAsync(Users[0]));

        Assert.Equal("Company Company/Sales Company/Sales/France", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task Whoever_was_in_a_group_by_hand_leaves_it_when_a_rule_takes_charge_of_it()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Users);
        connector.Put("A", "learner", "Company/Board");
        connector.Put("B", "learner", "Company/Board");
        connector.SetRules(French, Chiefs);

        // A is not in this file, and is remembered.
        Assert.Equal(["UserUpdated/", "UserUpdated/", "NoActionDone/User does not match any group assignment rule"], await connector.OutcomesAsync(Users[1..]));
        Assert.Equal("Company/Board Company/Sales Company/Sales/France", connector.GroupsOf("A"));
        Assert.Equal(["UserUpdated/", "NoActionDone/", "NoActionDone/", "NoActionDone/User does not match any group assignment rule"], await connector.OutcomesAsync(Users));

        Assert.Equal("Company/Sales Company/Sales/France", connector.GroupsOf("A"));
        Assert.Equal("Company/Board", connector.GroupsOf("B"));
        Assert.Equal(4, (await connector.SyncLinesAsync(Users)).Unchanged);
    }

    [Fact]
    public async Task Taking_the_rules_away_brings_everybody_into_the_default_group()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        connector.Reconfigure("{ \"groups\": { \"default\": \"Guests\" }, " + GroupFixture.Groups + " }");

        Assert.Equal(["UserUpdated/", "UserUpdated/", "UserUpdated/", "NoActionDone/"], await connector.OutcomesAsync(Users));

        Assert.All(connector.Users(), user => Assert.Equal(["Guests"], user.Groups));
    }

    [Fact]
    public async Task Only_a_full_run_sees_what_somebody_changed_in_the_groups()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        var directory = StoreFile.Directory(connector);
        StoreFile.Execute(connector, "DELETE FROM membership WHERE group_id = 2");
        connector.Put("A", "learner", "Company/Board");

        Assert.Equal(4, (await connector.SyncLinesAsync(Users)).Unchanged);
        Assert.Equal(2, (await connector.RunLinesAsync(Users, full: true)).Sync.Updated);
        Assert.Equal(directory, StoreFile.Directory(connector));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_preview_says_what_the_run_does_and_changes_nothing(bool known)
    {
        using var connector = GroupFixture.With(French);
        if (known)
            await connector.SyncLinesAsync(Users);
        connector.Reconfigure(GroupFixture.Configuration.Replace("Company/Board", "Company/Chiefs", StringComparison.Ordinal));
        connector.SetRules("Chiefs,Company/Chiefs,title,equals,chief");
        var before = StoreFile.Directory(connector);

        var preview = (await connector.RunLinesAsync(Users, preview: true)).Sync;

        Assert.Equal(before, StoreFile.Directory(connector));
        var run = (await connector.RunLinesAsync(Users)).Sync;
        Assert.Equal((run.Created, run.Updated, run.Unchanged, run.NoGroupsMatch), (preview.Created, preview.Updated, preview.Unchanged, preview.NoGroupsMatch));
        Assert.Equal((2L, "Company/Chiefs"), (run.NoGroupsMatch!.Value, connector.GroupsOf("B")));
    }

    [Fact]
    public async Task Ids_of_groups_stay_and_a_group_that_is_no_longer_listed_keeps_its_members_out_of_the_rules_reach()
    {
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        var ids = StoreFile.Dump(connector, "SELECT id, path FROM user_group ORDER BY id");
        connector.SetRules(French);
        connector.Reconfigure(GroupFixture.Configuration.Replace("{ \"path\": \"Company/Board\" }, ", "", StringComparison.Ordinal));

        await connector.SyncLinesAsync(Users);

        Assert.Equal(ids, StoreFile.Dump(connector, "SELECT id, path FROM user_group ORDER BY id"));
        Assert.Equal("Company/Board Guests", connector.GroupsOf("B"));
        connector.SetRules(French, Chiefs);
        var result = await connector.RunLinesAsync(Users);
        Assert.Contains("Company/Board", result.Error!.Message, StringComparison.Ordinal);
        connector.Reconfigure(GroupFixture.Configuration);
        await connector.SyncLinesAsync(Users);
        Assert.Equal((ids, "Company/Board"), (StoreFile.Dump(connector, "SELECT id, path FROM user_group ORDER BY id"), connector.GroupsOf("B")));
    }

    [Fact]
    public async Task Who_was_put_into_a_group_leaves_it_when_it_is_listed_again_after_a_time_without_it()
    {
        var withoutBoard = GroupFixture.Configuration.Replace("{ \"path\": \"Company/Board\" }, ", "", StringComparison.Ordinal);
        using var connector = GroupFixture.With(French, Chiefs);
        await connector.SyncLinesAsync(Users);
        connector.SetRules(French);
        connector.Reconfigure(withoutBoard);
        await connector.SyncLinesAsync(Users);
        await connector.RunLinesAsync(Users, full: true); // however often
        Assert.Equal("Company/Board Guests", connector.GroupsOf("B"));

        connector.Reconfigure(GroupFixture.Configuration);
        await connector.SyncLinesAsync(Users);
        await connector.RunLinesAsync(Users, full: true);

        Assert.Equal("Guests", connector.GroupsOf("B"));
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_applies_is_completed_by_the_next_one()
    {
        var lines = Enumerable.Range(1, 4000).Select(i => Line($"U{i}", language: i % 2 == 0 ? "fr" : "de", title: i % 3 == 0 ? "Chief" : "")).ToArray();
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(lines);
        connector.SetRules(Chiefs);
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', lines) + "\n");
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Applying changes")
                stop.Cancel();
        });

        var stopped = await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, stop.Token);
        var next = await connector.RunAsync(path);

        Assert.NotNull(stopped.Error);
        Assert.InRange(stopped.Sync.Updated, 1, 3999);
        Assert.Null(next.Error);
        using var undisturbed = GroupFixture.With(French);
        await undisturbed.SyncLinesAsync(lines);
        undisturbed.SetRules(Chiefs);
        Assert.Equal((await undisturbed.SyncLinesAsync(lines)).Updated, next.Sync.Updated); // what the stopped run did is told with the rest
        Assert.Equal(StoreFile.Directory(undisturbed), StoreFile.Directory(connector));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_of_the_first_version_is_brought_up_to_date(bool withGroups)
    {
        using var connector = withGroups ? GroupFixture.With("Chiefs,Company/Board,title,equals,chief") : new TestConnector();
        Directory.CreateDirectory(connector.Configuration.StorePath);
        StoreFile.Execute(connector, await File.ReadAllTextAsync(TestConnector.FilePath("store-version-1.sql"), TestContext.Current.CancellationToken));
        string[] lines = ["A,a@example.org,Anna,First,Active,Chief,,,,,", "B,b@example.org,Bert,Last,Active,,,,A,,", "C,c@example.org,Cleo,Last,Inactive,,,,,,"];

        // To be looked at before any run: the users, the history and a preview.
        Assert.Equal(["A", "B"], connector.Users().Select(user => user.UniqueId));
        Assert.Single(connector.Connector.GetRuns(new()));
        Assert.Equal(withGroups ? 1 : 3, (await connector.RunLinesAsync(lines, preview: true)).Sync.Unchanged);
        Assert.Equal("1\t\n", StoreFile.Dump(connector, "PRAGMA user_version"));

        var sync = await connector.SyncLinesAsync(lines);

        Assert.Equal($"{StoreSchema.Versions.Count}\t\n", StoreFile.Dump(connector, "PRAGMA user_version"));
        Assert.Equal((withGroups ? 1 : 3, withGroups ? 2 : 0, 2), (sync.Unchanged, sync.Updated, sync.Id));
        Assert.Equal(withGroups ? "Company/Board" : "", connector.GroupsOf("A"));
    }
}
