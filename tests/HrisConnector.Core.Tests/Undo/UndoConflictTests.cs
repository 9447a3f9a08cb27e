using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Undo;

/// <summary>Issue 6, item 5: an undo refuses users who were changed since, says which, and offers -Force.</summary>
public sealed class UndoConflictTests
{
    [Fact]
    public async Task Users_whom_a_later_run_changed_stop_the_undo_and_are_named_in_its_logs()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "1"), Line("B", title: "1"), Line("C", title: "1"));
        var run = await connector.SyncLinesAsync(Line("A", title: "2"), Line("B", title: "2"), Line("C", title: "2"));
        await connector.SyncLinesAsync(Line("A", title: "3"), Line("C", title: "2", language: "fr"));
        var directory = StoreFile.Directory(connector);

        var refused = await connector.UndoAsync(run.Id);

        Assert.Equal((HrisErrors.UsersChangedSince, HrisSyncStatus.Error), (refused.Error!.Error, refused.Sync.Status));
        Assert.Equal("Synchronization 2 changed 3 users, and cannot be taken back as a whole: 1 user was changed since by synchronization 3. Nothing was taken back", refused.Error.Message);
        Assert.Equal([refused.Error.Message], refused.Sync.Logs);
        Assert.Equal((3, 0, 1, 2), (refused.Sync.Lines, refused.Sync.Created + refused.Sync.Updated + refused.Sync.Archived, refused.Sync.Ignored, refused.Sync.Unchanged));
        Assert.Equal(["NoActionDone/User was changed since", "NoActionDone/", "NoActionDone/"], CsvLogFile.Of(refused.Sync).Joined);
        Assert.Equal(("A", "The user was changed since; undo the later change first, or repeat the undo with -Force (by run 3)"), JsonLogFile.Messages(refused.Sync, "ignoredUsers").Single());
        Assert.Equal(refused.Error.Message, JsonLogFile.Of(refused.Sync).GetProperty("logs")[0].GetString());
        Assert.Equal(directory, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task With_Force_they_are_taken_back_too_and_keep_what_the_undone_run_did_not_touch()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "1"), Line("B", title: "1"));
        var run = await connector.SyncLinesAsync(Line("A", title: "2"), Line("B", title: "2"), Line("N"));
        await connector.SyncLinesAsync(Line("A", title: "3", language: "fr"), Line("B", title: "2", status: "Inactive"), Line("N", title: "x"));

        var undo = await connector.TakeBackAsync(run.Id, force: true);

        Assert.Equal(HrisSyncStatus.Success, undo.Status);
        Assert.Equal(
            ["UserUpdated/User was changed since and is taken back all the same", "UserCreated/User was changed since and is taken back all the same", "UserArchived/User was changed since and is taken back all the same"],
            CsvLogFile.Of(undo).Joined);
        Assert.Equal(("1", "fr"), (connector.User("A")!.Title, connector.User("A")!.Language));
        Assert.Equal((false, "1", true), (connector.User("B")!.Archived, connector.User("B")!.Title, connector.User("N")!.Archived));
    }

    [Theory]
    [InlineData("UPDATE user SET title = 'by hand' WHERE unique_id = 'A'")]
    [InlineData("UPDATE user SET archived = 1 WHERE unique_id = 'A'")]
    [InlineData("UPDATE user SET manager_id = NULL WHERE unique_id = 'A'")]
    [InlineData("DELETE FROM membership WHERE user_id = 1")]
    [InlineData("INSERT INTO membership SELECT 1, id, 'learner' FROM user_group WHERE path = 'Guests'")]
    [InlineData("UPDATE user SET phone = '1' WHERE unique_id = 'N'")]
    [InlineData("UPDATE user SET manager_id = 1 WHERE unique_id = 'N'")]
    public async Task What_somebody_changed_by_hand_is_seen_as_well(string change)
    {
        using var connector = GroupFixture.With("Chiefs,Company/Board,title,equals,chief");
        await connector.SyncLinesAsync(Line("A"), Line("B"));
        var run = await connector.SyncLinesAsync(Line("A", title: "Chief", manager: "B"), Line("B"), Line("N"));
        StoreFile.Execute(connector, change);

        var refused = await connector.UndoAsync(run.Id);

        Assert.Contains("1 user was changed since not by a synchronization of this connector", refused.Error!.Message, System.StringComparison.Ordinal);
        Assert.Null((await connector.UndoAsync(run.Id, force: true)).Error);
        Assert.Equal(("", null, true), (connector.User("A")!.Title ?? "", connector.User("A")!.ManagerId, connector.User("N")!.Archived));
        Assert.Equal("Guests", connector.GroupsOf("A"));
    }

    [Fact]
    public async Task Other_fields_may_have_changed_since()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "1"));
        var run = await connector.SyncLinesAsync(Line("A", title: "2"));
        await connector.SyncLinesAsync(Line("A", title: "2", language: "fr"));

        await connector.TakeBackAsync(run.Id);

        Assert.Equal(("1", "fr"), (connector.User("A")!.Title, connector.User("A")!.Language));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_somebody_else_has_by_now_is_never_given_to_two(bool archived)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", "1@x.org"), Line("B", "2@x.org"), Line("C", "3@x.org"));
        var run = await connector.SyncLinesAsync(Line("A", "2@x.org"), Line("B", "4@x.org"), Line("C", "3@x.org", title: "x"));
        await connector.AddAccountAsync("1@X.org", archived: archived);

        var refused = await connector.UndoAsync(run.Id);
        var forced = await connector.UndoAsync(run.Id, force: true);

        Assert.Contains("of 2 belongs to somebody else by now", refused.Error!.Message, System.StringComparison.Ordinal);
        // A keeps the address that B had, so B cannot have it either.
        var a = archived ? "Email already used by a deleted user from the company" : "Email already used in the company";
        Assert.Equal([$"DuplicateUser/{a}", "DuplicateUser/Email already used in the company", "UserUpdated/"], CsvLogFile.Of(forced.Sync).Joined);
        Assert.Equal((HrisSyncStatus.Warning, "2@x.org", "4@x.org"), (forced.Sync.Status, connector.User("A")!.Email, connector.User("B")!.Email));
        // Whoever was left out can have it when the address is free again.
        StoreFile.Execute(connector, "DELETE FROM user WHERE unique_id IS NULL");
        await connector.TakeBackAsync(run.Id);
        Assert.Equal(("1@x.org", "2@x.org"), (connector.User("A")!.Email, connector.User("B")!.Email));
    }

    [Fact]
    public async Task Where_addresses_are_shared_they_come_back()
    {
        using var connector = new TestConnector("""{ "sharedEmails": true }""");
        await connector.SyncLinesAsync(Line("A", "1@x.org"), Line("B", "1@x.org"));
        var run = await connector.SyncLinesAsync(Line("A", "2@x.org"));

        await connector.TakeBackAsync(run.Id);

        Assert.Equal("1@x.org", connector.User("A")!.Email);
    }

    [Fact]
    public async Task A_user_who_is_no_longer_there_stops_the_undo_and_is_left_out_with_Force()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "1"), Line("B", title: "1"));
        var run = await connector.SyncLinesAsync(Line("A", title: "2"), Line("B", title: "2"), Line("N"));
        StoreFile.Execute(connector, "DELETE FROM user WHERE unique_id IN ('A', 'N')");

        var refused = await connector.UndoAsync(run.Id);
        var forced = await connector.UndoAsync(run.Id, force: true);

        Assert.Contains("1 user was no longer in the directory", refused.Error!.Message, System.StringComparison.Ordinal);
        Assert.Equal(["NoActionDone/User is no longer in the directory", "UserUpdated/", "NoActionDone/"], CsvLogFile.Of(forced.Sync).Joined);
        Assert.Equal(HrisSyncStatus.Warning, forced.Sync.Status);
        // Whom the run had created is created anew.
        Assert.Equal(["UserCreated/"], await connector.OutcomesAsync(Line("N")));
    }

    [Fact]
    public async Task An_identifier_that_somebody_else_has_by_now_is_never_given_to_two()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");
        var run = await connector.SyncLinesAsync(Line("A", email: "a@example.org"));
        var undo = await connector.TakeBackAsync(run.Id);
        await connector.SyncLinesAsync(Line("A", email: "new@example.org"));

        var forced = await connector.UndoAsync(undo.Id, force: true);

        Assert.Equal(["DuplicateUser/userAlreadyExists"], CsvLogFile.Of(forced.Sync).Joined);
        Assert.Equal("new@example.org", connector.User("A")!.Email);
    }

    [Fact]
    public async Task A_run_that_cannot_be_undone_is_refused_before_an_entry_is_made()
    {
        using var connector = new TestConnector();
        Assert.Equal(HrisErrors.RunNotFound, await RefusalAsync(connector, 1));
        Assert.False(Directory.Exists(connector.Configuration.StorePath));
        var run = await connector.SyncLinesAsync(Line("A"));
        var nothing = await connector.SyncLinesAsync(Line("A"));
        var failed = (await connector.RunTextAsync("")).Sync;
        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal(HrisErrors.RunNotFound, await RefusalAsync(connector, 99));
        Assert.Equal(HrisErrors.NothingToUndo, await RefusalAsync(connector, nothing.Id));
        Assert.Equal(HrisErrors.NothingToUndo, await RefusalAsync(connector, failed.Id));
        Assert.Equal(HrisErrors.AlreadyUndone, await RefusalAsync(connector, run.Id));

        Assert.Equal(undo.Id, connector.Connector.GetRuns(new(Last: 1)).Single().Id);
        StoreFile.Execute(connector, $"DELETE FROM undo_image WHERE run_id = {undo.Id}");
        Assert.Equal(HrisErrors.UndoImagesMissing, await RefusalAsync(connector, undo.Id));
    }

    [Fact]
    public async Task An_undo_that_has_ended_owes_no_log_and_the_next_run_tells_nothing_of_it()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        var run = await connector.SyncLinesAsync(Line("A", title: "x"), Line("B"));

        var undo = await connector.TakeBackAsync(run.Id);

        Assert.Equal("", StoreFile.Dump(connector, "SELECT * FROM unlogged_run"));
        Assert.Equal($"{undo.Id}\t\n", StoreFile.Dump(connector, "SELECT DISTINCT run_id FROM ledger"));
        var next = await connector.SyncLinesAsync(Line("A"), Line("B", status: "Inactive"));
        Assert.Equal((2, 0, 0), (next.Unchanged, next.Updated, next.Archived));
    }

    [Fact]
    public async Task Images_of_old_runs_go_with_their_logs_and_it_is_said()
    {
        using var connector = new TestConnector("""{ "logs": { "retentionDays": 30 } }""");
        var old = await connector.SyncLinesAsync(Line("A"));
        var young = await connector.SyncLinesAsync(Line("A", title: "x"));
        StoreFile.Execute(connector, $"UPDATE run SET start_date = start_date - 31 * 86400000 WHERE id = {old.Id}");

        await connector.SyncLinesAsync(Line("A", title: "x"));

        Assert.Contains("Undo images of runs older than configured were deleted: 1", connector.Observer.Messages);
        Assert.Equal(HrisErrors.UndoImagesMissing, await RefusalAsync(connector, old.Id));
        await connector.TakeBackAsync(young.Id);
    }

    [Fact]
    public async Task A_run_that_changes_nothing_keeps_no_image()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"), Line("B"));
        var images = StoreFile.Dump(connector, "SELECT * FROM undo_image");

        await connector.RunLinesAsync([Line("A"), Line("B")], full: true);

        Assert.Equal(images, StoreFile.Dump(connector, "SELECT * FROM undo_image"));
    }

    [Fact]
    public async Task A_store_of_the_second_version_is_brought_up_to_date_and_runs_can_be_undone_from_then_on()
    {
        using var connector = GroupFixture.With("Chiefs,Company/Board,title,equals,chief");
        Directory.CreateDirectory(connector.Configuration.StorePath);
        StoreFile.Execute(connector, await File.ReadAllTextAsync(TestConnector.FilePath("store-version-2.sql"), TestContext.Current.CancellationToken));
        string[] lines = ["A,a@example.org,Anna,First,Active,Chief,,,,,", "B,b@example.org,Bert,Last,Active,,,,A,,", "C,c@example.org,Cleo,Last,Inactive,,,,,,"];

        Assert.Equal(["A", "B"], connector.Users().Select(user => user.UniqueId));
        Assert.Null(connector.Connector.GetRuns(new()).Single().UndoOf);
        Assert.Equal(3, (await connector.RunLinesAsync(lines, preview: true)).Sync.Unchanged);
        Assert.Equal("2\t\n", StoreFile.Dump(connector, "PRAGMA user_version"));
        Assert.Equal(HrisErrors.UndoImagesMissing, await RefusalAsync(connector, 1));
        Assert.Equal($"{StoreSchema.Versions.Count}\t\n", StoreFile.Dump(connector, "PRAGMA user_version"));

        Assert.Equal(3, (await connector.SyncLinesAsync(lines)).Unchanged);
        var run = await connector.SyncLinesAsync("A,a@example.org,Anna,First,Active,,,,,,", lines[1], lines[2]);
        Assert.Equal("Guests", connector.GroupsOf("A"));
        await connector.TakeBackAsync(run.Id);
        Assert.Equal(("Chief", "Company/Board"), (connector.User("A")!.Title, connector.GroupsOf("A")));
    }

    private static async Task<HrisError> RefusalAsync(TestConnector connector, long id)
    {
        var preview = await Assert.ThrowsAsync<HrisException>(() => connector.UndoAsync(id, preview: true));
        var error = await Assert.ThrowsAsync<HrisException>(() => connector.UndoAsync(id, force: true));
        Assert.Equal(preview.Error, error.Error);
        return error.Error;
    }
}
