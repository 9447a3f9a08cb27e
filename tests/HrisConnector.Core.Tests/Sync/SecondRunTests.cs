using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Issue 2, item 4, and behaviour.md §7: plan, then apply; only what changed; preview; never half done.</summary>
public sealed class SecondRunTests
{
    private static readonly string[] Mixed =
    [
        Line("A", manager: "B", title: "Chief"), Line("B", manager: "A"), Line("C", manager: "nobody"), Line("D", manager: "D"), Line("E", language: "xx"), Line("F", status: "Inactive"), Line("G", language: "fr-FR"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_run_of_the_same_file_changes_nothing_and_says_so_on_every_line(bool full)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Mixed);
        var directory = StoreFile.Directory(connector);

        var result = await connector.RunLinesAsync(Mixed, full: full);

        var outcomes = CsvLogFile.Of(result.Sync).Outcomes;
        Assert.All(outcomes, outcome => Assert.Equal("NoActionDone", outcome.Status));
        Assert.Equal(["", "", "managerNotFound", "managerNotFound", "languageNotSupported", "", ""], outcomes.Select(outcome => outcome.Detail));
        Assert.Equal((7, 0), (result.Sync.Unchanged, result.Sync.Created + result.Sync.Updated + result.Sync.Archived));
        Assert.Equal(directory, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task Only_a_full_run_sees_what_somebody_changed_in_the_directory_and_repairs_it()
    {
        using var connector = new TestConnector();
        string[] lines = [Line("A", title: "Chief"), Line("B", manager: "A"), Line("C"), Line("D")];
        await connector.SyncLinesAsync(lines);
        var directory = StoreFile.Directory(connector);
        StoreFile.Execute(connector, "UPDATE user SET title = 'x', first_name = NULL WHERE unique_id = 'A'; UPDATE user SET manager_id = NULL WHERE unique_id = 'B'; UPDATE user SET archived = 1 WHERE unique_id = 'C'");

        Assert.Equal(4, (await connector.RunLinesAsync(lines)).Sync.Unchanged);
        var full = await connector.RunLinesAsync(lines, full: true);

        Assert.Equal(["UserUpdated/", "UserUpdated/", "UserCreated/", "NoActionDone/"], CsvLogFile.Of(full.Sync).Joined);
        Assert.Equal(directory, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task A_full_run_creates_again_whom_somebody_deleted()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"), Line("B"));
        StoreFile.Execute(connector, "DELETE FROM user WHERE unique_id = 'A'");

        var full = await connector.RunLinesAsync([Line("A"), Line("B")], full: true);

        Assert.Equal(["UserCreated/", "NoActionDone/"], CsvLogFile.Of(full.Sync).Joined);
        Assert.Equal(2, connector.Users().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_preview_changes_nothing_and_gives_the_same_counts_as_the_run(bool known)
    {
        using var connector = new TestConnector();
        if (known)
            await connector.SyncLinesAsync(Line("A"), Line("B", title: "old"), Line("X"), Line("Y"));
        var store = known ? File.ReadAllBytes(StoreFile.PathOf(connector)) : [];
        var logs = Files(connector);
        string[] lines = [.. Mixed, Line("X", status: "Inactive"), Line("N", email: "bad"), Line("Y", email: "A@example.org"), "broken"];

        var preview = await connector.RunLinesAsync(lines, preview: true);

        Assert.Null(preview.Error);
        Assert.True(preview.Sync.Planned);
        Assert.Equal(known ? store : [], known ? File.ReadAllBytes(StoreFile.PathOf(connector)) : []);
        Assert.Equal(logs, Files(connector));
        var run = (await connector.RunLinesAsync(lines)).Sync;
        Assert.Equal(Counts(run), Counts(preview.Sync));
    }

    [Fact]
    public async Task A_preview_that_fails_says_why_and_leaves_no_entry()
    {
        using var connector = new TestConnector();

        var preview = await connector.RunTextAsync("", preview: true);

        Assert.Equal((HrisErrors.FileEmpty, HrisSyncStatus.Error, "File is empty"), (preview.Error!.Error, preview.Sync.Status, preview.Sync.Logs.Single()));
        Assert.Empty(connector.Connector.GetRuns(new()));
        Assert.False(Directory.Exists(connector.Configuration.StorePath));
    }

    [Fact]
    public async Task A_changed_configuration_looks_at_every_line_once_more()
    {
        using var connector = new TestConnector();
        const string File = "uniqueId,email,firstName,lastName,status,Cost center\nA,a@example.org,A,B,Active,100\n";
        await connector.RunTextAsync(File);
        connector.Reconfigure("""{ "customFields": [ { "column": "Cost center", "name": "costCenter", "type": "string" } ] }""");

        Assert.Equal(["UserUpdated/"], CsvLogFile.Of((await connector.RunTextAsync(File)).Sync).Joined);
        Assert.Equal("100", connector.User("A")!.CustomFields["costCenter"]);
        Assert.Equal(["NoActionDone/"], CsvLogFile.Of((await connector.RunTextAsync(File)).Sync).Joined);
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_it_applies_ends_as_failed_and_the_next_one_completes_it()
    {
        using var connector = new TestConnector();
        var lines = Lines(5000);
        lines[0] = Line("U1", manager: "U4999");
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', lines) + "\n");
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Applying changes")
                stop.Cancel();
        });

        var stopped = await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, stop.Token);

        Assert.Equal((HrisErrors.RunStopped, HrisSyncStatus.Error, "The synchronization was stopped"), (stopped.Error!.Error, stopped.Sync.Status, stopped.Sync.Logs.Single()));
        var done = connector.Users().Count;
        Assert.InRange(done, 1, 4999);
        Assert.Equal(done, stopped.Sync.Created);
        Assert.Null(stopped.Sync.CsvLogPath);

        var next = await connector.RunAsync(path);
        Assert.Equal((5000, 5000), (next.Sync.Created, connector.Users().Count)); // what the stopped run did has no CSV log: it is told with the rest
        Assert.All(CsvLogFile.Of(next.Sync).Joined, outcome => Assert.Equal("UserCreated/", outcome));
        Assert.Equal(5000, (await connector.RunAsync(path)).Sync.Unchanged);
        Assert.Equal("U4999", connector.User("U1")!.ManagerId);
        using var undisturbed = new TestConnector();
        await undisturbed.RunAsync(path);
        Assert.Equal(Users(undisturbed), Users(connector));
    }

    [Theory]
    [InlineData("Checking lines")]
    [InlineData("Writing logs")]
    public async Task A_run_that_is_stopped_at_another_stage_ends_in_order_and_the_next_one_completes_it(string at)
    {
        using var connector = new TestConnector();
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', Lines(3000)) + "\n");
        using var stop = new System.Threading.CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == at)
                stop.Cancel();
        });

        var stopped = await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, stop.Token);
        var next = await connector.RunAsync(path);

        // Stopped or not: what was applied has its logs, and the work is complete after the next run.
        Assert.True(stopped.Error is null || stopped.Error.Error == HrisErrors.RunStopped);
        Assert.Null(next.Error);
        Assert.Equal(3000, connector.Users().Count);
        Assert.DoesNotContain(Directory.EnumerateFiles(connector.Configuration.StorePath, "*.part", SearchOption.AllDirectories), _ => true);
    }

    private static string Users(TestConnector connector) =>
        string.Join('\n', connector.Users().Select(user => $"{user.UniqueId} {user.Email} {user.ManagerId} {user.Archived}"));

    private static string[] Files(TestConnector connector) => Directory.Exists(connector.Configuration.StorePath)
        ? [.. Directory.EnumerateFileSystemEntries(connector.Configuration.StorePath, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal) && !path.EndsWith("-wal", StringComparison.Ordinal)) // SQLite's own
            .Order(StringComparer.Ordinal)]
        : [];

    private static string Counts(HrisSync sync) =>
        $"{sync.Status} {sync.Lines} {sync.Created} {sync.Updated} {sync.Archived} {sync.Duplicate} {sync.Ignored} {sync.Unchanged}";
}
