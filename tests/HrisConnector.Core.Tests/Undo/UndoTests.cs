using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Undo;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Undo;

/// <summary>Issue 6, item 5, and behaviour.md §7: a finished run is taken back, user by user, to the values before it.</summary>
public sealed class UndoTests
{
    private const string Fields = """{ "customFields": [ { "column": "Cost center", "name": "costCenter", "type": "string" } ] }""";

    [Fact]
    public async Task Who_was_created_is_archived_who_was_archived_is_active_and_fields_have_their_old_values()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("U", title: "old", manager: "M"), Line("A"), Line("R"), Line("M"), Line("S"));
        await connector.SyncLinesAsync(Line("R", status: "Inactive"));
        var before = Show(connector);
        var run = await connector.SyncLinesAsync(Line("U", first: "New", title: "new", manager: "S"), Line("A", status: "Inactive"), Line("R", title: "back"), Line("N"));
        Assert.Equal((2, 1, 1), (run.Created, run.Updated, run.Archived));

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal((HrisSyncStatus.Success, run.Id, "users.csv", 4), (undo.Status, undo.UndoOf!.Value, undo.File, undo.Lines));
        Assert.Equal((1, 1, 2), (undo.Created, undo.Updated, undo.Archived));
        Assert.Equal(before, Show(connector, except: "N"));
        Assert.True(connector.User("N")!.Archived);
    }

    [Fact]
    public async Task Managers_custom_fields_and_cleared_values_come_back()
    {
        using var connector = new TestConnector(Fields);
        const string Header = "uniqueId,email,firstName,lastName,status,managerId,phone,Cost center\n";
        await connector.RunTextAsync(Header + "A,a@x.org,A,A,Active,B,123,100\nB,b@x.org,B,B,Active,,,\nC,c@x.org,C,C,Active,,9,\n");
        var before = Show(connector);
        var run = await connector.RunTextAsync(Header + "A,a@x.org,A,A,Active,N,,\nB,b@x.org,B,B,Active,A,1,200\nC,c@x.org,C,C,Active,A,9,\nN,n@x.org,N,N,Active,,,\n", force: true);

        await connector.TakeBackAsync(run.Sync.Id);

        Assert.Equal(before, Show(connector, except: "N"));
    }

    [Fact]
    public async Task Memberships_come_back_and_a_created_user_leaves_what_the_rules_gave()
    {
        using var connector = GroupFixture.With("French,Company/Sales/France/Paris,language,equals,fr", "Chiefs,Company/Board,title,equals,chief");
        await connector.SyncLinesAsync(Line("A", language: "fr"), Line("B", title: "Chief"), Line("C"));
        connector.Put("C", "learner", "Company/Board");
        var before = Show(connector);
        var run = await connector.RunLinesAsync([Line("A", language: "de", title: "Chief"), Line("B", language: "fr"), Line("C", language: "fr"), Line("N", title: "Chief")], full: true);

        var undo = await connector.TakeBackAsync(run.Sync.Id);

        Assert.Equal(before, Show(connector, except: "N"));
        Assert.Equal("", connector.GroupsOf("N"));
        await connector.TakeBackAsync(undo.Id);
        Assert.Equal(("Company/Board", "Company/Sales Company/Sales/France Company/Sales/France/Paris"), (connector.GroupsOf("N"), connector.GroupsOf("C")));
    }

    [Fact]
    public async Task An_account_that_was_linked_is_nobodys_again()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");
        await connector.AddAccountAsync("r@example.org", archived: true);
        var before = Show(connector);
        var run = await connector.SyncLinesAsync(Line("A", email: "a@example.org"), Line("R", email: "r@example.org"));

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal(before, Show(connector));
        Assert.Equal(["UserUpdated/", "UserArchived/"], CsvLogFile.Of(undo).Joined);
        Assert.Equal(["UserUpdated/", "UserCreated/"], await connector.OutcomesAsync(Line("A", email: "a@example.org"), Line("R", email: "r@example.org")));
    }

    [Fact]
    public async Task Users_who_swapped_their_addresses_swap_back()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", "1@x.org"), Line("B", "2@x.org"));
        var run = await connector.SyncLinesAsync(Line("A", "2@x.org"), Line("B", "1@x.org"));

        await connector.TakeBackAsync(run.Id);

        Assert.Equal(("1@x.org", "2@x.org"), (connector.User("A")!.Email, connector.User("B")!.Email));
    }

    [Fact]
    public async Task An_address_that_went_to_a_created_user_comes_back_and_the_same_file_applies_again()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", "1@x.org"));
        string[] lines = [Line("A", "2@x.org"), Line("N", "1@x.org")];
        var run = await connector.SyncLinesAsync(lines);
        var after = Show(connector);

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal("1@x.org", connector.User("A")!.Email);
        Assert.Equal((true, null), (connector.User("N")!.Archived, connector.User("N")!.Email));
        Assert.Equal(["UserUpdated/", "UserCreated/"], await connector.OutcomesAsync(lines));
        Assert.Equal(after, Show(connector));
        Assert.True(undo.Updated == 1 && undo.Archived == 1);
    }

    [Fact]
    public async Task Whoever_was_archived_for_absence_is_active_again_but_not_whom_somebody_had_archived_by_hand()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive" }""");
        await connector.SyncLinesAsync(Line("A"), Line("B"), Line("C"));
        StoreFile.Execute(connector, "UPDATE user SET archived = 1 WHERE unique_id = 'C'");
        var run = await connector.SyncLinesAsync(Line("A"));
        Assert.Equal(2, run.Archived);

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal((1, 1), (undo.Created, undo.Unchanged));
        Assert.Equal([false, false, true], connector.Users().Select(user => user.Archived));
        Assert.Equal(1, (await connector.SyncLinesAsync(Line("A"))).Archived);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_file_afterwards_makes_the_same_changes_again(bool full)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "old"), Line("B"), Line("C"));
        string[] lines = [Line("A", title: "new", manager: "N"), Line("B", status: "Inactive"), Line("C"), Line("N")];
        StoreFile.Execute(connector, "UPDATE user SET title = 'by hand' WHERE unique_id = 'C'");
        var run = await connector.RunLinesAsync(lines, full: full, force: true);
        var after = Show(connector);

        await connector.TakeBackAsync(run.Sync.Id);
        var again = await connector.RunLinesAsync(lines, force: true);

        Assert.Equal(after, Show(connector));
        Assert.Equal((run.Sync.Created, run.Sync.Updated, run.Sync.Archived), (again.Sync.Created, again.Sync.Updated, again.Sync.Archived));
    }

    [Fact]
    public async Task An_undo_has_both_logs_and_a_line_for_each_user_and_can_be_exported()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", first: "=1+1"), Line("B"));
        var run = await connector.SyncLinesAsync(Line("A", first: "\"Anna, the \"\"chief\"\"\""), Line("B"), Line("N", last: "=2"));

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal(
            "ImportStatus,ImportDetail,uniqueId,email,firstName,lastName\nUserUpdated,,A,A@example.org,\"Anna, the \"\"chief\"\"\",Last\nUserArchived,,N,N@example.org,First,=2\n",
            await File.ReadAllTextAsync(undo.CsvLogPath!, TestContext.Current.CancellationToken));
        Assert.Equal((1, 1), (JsonLogFile.Of(undo).GetProperty("numberOfUpdatedUsers").GetInt32(), JsonLogFile.Of(undo).GetProperty("numberOfArchivedUsers").GetInt32()));
        Assert.Equal([3, 2, 1], connector.Connector.GetRuns(new()).Select(entry => entry.Id));
        Assert.Equal([run.Id, null, null], connector.Connector.GetRuns(new()).Select(entry => entry.UndoOf));
        Assert.Empty(Directory.GetDirectories(Path.Combine(connector.Configuration.StorePath, "work")));
    }

    [Fact]
    public async Task An_undo_can_be_undone_and_then_the_run_again()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "old"), Line("B"));
        var before = Show(connector);
        var run = await connector.SyncLinesAsync(Line("A", title: "new"), Line("B", status: "Inactive"), Line("N"));
        var after = Show(connector);

        var undo = await connector.TakeBackAsync(run.Id);
        var undone = await connector.TakeBackAsync(undo.Id);
        Assert.Equal((undo.Id, after), (undone.UndoOf!.Value, Show(connector)));
        await connector.TakeBackAsync(run.Id);

        Assert.Equal(before, Show(connector, except: "N"));
    }

    [Fact]
    public async Task Runs_are_taken_back_one_after_the_other_newest_first()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "1"));
        var second = await connector.SyncLinesAsync(Line("A", title: "2"), Line("N"));
        var third = await connector.SyncLinesAsync(Line("A", title: "3"), Line("N", title: "x"));

        await connector.TakeBackAsync(third.Id);
        await connector.TakeBackAsync(second.Id);

        Assert.Equal(("1", true), (connector.User("A")!.Title, connector.User("N")!.Archived));
    }

    [Fact]
    public async Task A_preview_counts_what_the_undo_does_and_changes_nothing()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "old"), Line("B"));
        var run = await connector.SyncLinesAsync(Line("A", title: "new"), Line("B", status: "Inactive"), Line("N"));
        var store = await File.ReadAllBytesAsync(StoreFile.PathOf(connector), TestContext.Current.CancellationToken);

        var preview = (await connector.UndoAsync(run.Id, preview: true)).Sync;

        Assert.Equal(store, await File.ReadAllBytesAsync(StoreFile.PathOf(connector), TestContext.Current.CancellationToken));
        var undo = await connector.TakeBackAsync(run.Id);
        Assert.Equal((true, run.Id, undo.Status, undo.Lines, undo.Created, undo.Updated, undo.Archived), (preview.Planned, preview.UndoOf!.Value, preview.Status, preview.Lines, preview.Created, preview.Updated, preview.Archived));
    }

    [Fact]
    public async Task An_undo_that_is_stopped_is_completed_by_the_same_undo_again()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("U1", title: "old"));
        var before = Show(connector);
        var lines = Lines(5000);
        lines[0] = Line("U1", email: "other@example.org", manager: "U4999");
        lines[4000] = Line("U4001", email: "U1@example.org");
        var run = await connector.SyncLinesAsync(lines);
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Taking back")
                stop.Cancel();
        });

        var stopped = await connector.Connector.UndoAsync(run.Id, new UndoOptions(), observer, stop.Token);
        Assert.Equal((HrisErrors.RunStopped, HrisSyncStatus.Error, "The undo was stopped"), (stopped.Error!.Error, stopped.Sync.Status, stopped.Sync.Logs.Single()));
        Assert.InRange(stopped.Sync.Archived, 1, 4998);
        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal(4999, stopped.Sync.Archived + undo.Archived);
        Assert.Equal(before, Show(connector, except: "U", keep: "U1"));
        Assert.Equal(4999, connector.Users().Count(user => user.Archived));
        Assert.Equal(HrisErrors.AlreadyUndone, (await Assert.ThrowsAsync<HrisException>(() => connector.UndoAsync(run.Id))).Error);
        var next = await connector.SyncLinesAsync("U2,,,,Inactive,,,,,,", "U3,,,,Inactive,,,,,,"); // taken back by the stopped undo, and told
        Assert.Equal((0L, 2L), (next.Archived, next.Unchanged));
    }

    [Fact]
    public async Task A_run_that_came_back_with_the_first_part_of_its_undo_can_be_undone_again()
    {
        using var connector = new TestConnector();
        var run = await connector.SyncLinesAsync(Lines(5000));
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Taking back")
                stop.Cancel();
        });
        var stopped = (await connector.Connector.UndoAsync(run.Id, new UndoOptions(), observer, stop.Token)).Sync;
        await connector.TakeBackAsync(run.Id); // the rest
        var brought = await connector.TakeBackAsync(stopped.Id);
        Assert.Equal((stopped.Archived, stopped.Archived), (brought.Created, connector.Users().Count(user => !user.Archived)));

        var gone = await connector.TakeBackAsync(brought.Id);
        Assert.Equal(HrisErrors.AlreadyUndone, (await Assert.ThrowsAsync<HrisException>(() => connector.UndoAsync(run.Id))).Error);
        await connector.TakeBackAsync(gone.Id);
        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal(stopped.Archived, undo.Archived);
        Assert.DoesNotContain(connector.Users(), user => !user.Archived);
        Assert.Equal(HrisErrors.AlreadyUndone, (await Assert.ThrowsAsync<HrisException>(() => connector.UndoAsync(run.Id))).Error);
    }

    [Fact]
    public async Task A_stopped_run_is_taken_back_as_far_as_it_came()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        var lines = Lines(5000);
        lines[0] = Line("U1", manager: "U4999"); // its manager is not linked any more
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', lines) + "\n");
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Applying changes")
                stop.Cancel();
        });
        var stopped = await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, stop.Token);

        var undo = await connector.TakeBackAsync(stopped.Sync.Id);

        Assert.Equal(stopped.Sync.Created, undo.Archived);
        Assert.Equal(["A"], connector.Users().Where(user => !user.Archived).Select(user => user.UniqueId));
    }

    [Fact]
    public async Task An_undone_file_does_not_count_for_the_shrink_limit_and_an_undo_is_no_file()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Lines(10));
        var run = await connector.SyncLinesAsync(Lines(100));
        await connector.TakeBackAsync(run.Id);

        Assert.Null((await connector.RunLinesAsync(Lines(10))).Error);
    }

    [Fact]
    public async Task A_file_whose_undo_was_undone_counts_for_the_shrink_limit_again()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Lines(10));
        var run = await connector.SyncLinesAsync(Lines(100));
        var undo = await connector.TakeBackAsync(run.Id);
        await connector.TakeBackAsync(undo.Id);

        Assert.Equal(HrisErrors.SafetyThresholdExceeded, (await connector.RunLinesAsync(Lines(10))).Error!.Error);
    }

    private static string Show(TestConnector connector, string except = "-", string keep = "") => string.Join('\n', connector.Users()
        .Where(user => user.UniqueId is null || user.UniqueId == keep || !user.UniqueId.StartsWith(except, StringComparison.Ordinal))
        .Select(user => $"{user.UniqueId} {user.Email} {user.FirstName} {user.LastName} {user.Title} {user.Language} {user.Phone} manager {user.ManagerId} archived {user.Archived} {string.Join(';', user.CustomFields)} {string.Join(';', user.Groups)}"));
}
