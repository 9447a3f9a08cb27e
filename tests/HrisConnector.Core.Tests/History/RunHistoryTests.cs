using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;
using HrisConnector.Core.Store;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.History;

/// <summary>behaviour.md §6: every run is an entry from its start; interrupted runs; one run at a time.</summary>
public sealed class RunHistoryTests
{
    private const string Interrupted = "The synchronization was interrupted";

    [Fact]
    public async Task A_run_is_an_entry_from_its_start()
    {
        using var connector = new TestConnector();
        HrisSync? during = null;
        var observer = new WatchingObserver(_ => during ??= connector.Connector.GetRuns(new()).Single());
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', Lines(2000)) + "\n");

        var sync = (await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, TestContext.Current.CancellationToken)).Sync;

        Assert.Equal((HrisSyncStatus.Running, null, null), (during!.Status, during.EndDate, during.JsonLogPath));
        var entry = connector.Connector.GetRuns(new()).Single();
        Assert.Equal((sync.Id, "default", "users.csv", HrisSyncStatus.Success, 2000L, 2000L), (entry.Id, entry.Connector, entry.File, entry.Status, entry.Lines, entry.Created));
        Assert.Equal((sync.StartDate, sync.EndDate, sync.JsonLogPath, sync.CsvLogPath), (entry.StartDate, entry.EndDate, entry.JsonLogPath, entry.CsvLogPath));
        Assert.Equal(sync.EndDate - sync.StartDate, entry.Duration);
    }

    [Fact]
    public async Task A_run_whose_process_died_is_shown_as_failed_as_soon_as_anyone_looks()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        StoreFile.Execute(connector, "INSERT INTO run (file, status, start_date) VALUES ('dead.csv', 0, 1000)");

        var entry = connector.Connector.GetRuns(new(Last: 1)).Single();

        Assert.Equal(("dead.csv", HrisSyncStatus.Error, Interrupted), (entry.File, entry.Status, entry.Logs.Single()));
        Assert.NotNull(entry.EndDate);
        Assert.Null(entry.CsvLogPath);
        Assert.Equal(Interrupted, JsonLogFile.Of(entry).GetProperty("logs")[0].GetString());
        Assert.Equal(1, (await connector.RunLinesAsync([Line("A")])).Sync.Unchanged);
    }

    [Fact]
    public async Task A_run_whose_process_died_keeps_its_counts_and_loses_its_half_written_logs()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        StoreFile.Execute(connector, "INSERT INTO run (id, file, status, start_date, lines, created) VALUES (7, 'dead.csv', 0, 1000, 9, 5)");
        var logs = Path.Combine(connector.Configuration.StorePath, "logs");
        foreach (var name in new[] { "000007_dead.csv.csv", "000007_dead.csv.json.part", "000007_dead.csv.csv.part" })
            await File.WriteAllTextAsync(Path.Combine(logs, name), "half", TestContext.Current.CancellationToken);

        var entry = connector.Connector.GetRuns(new(Last: 1)).Single();

        Assert.Equal((9L, 5L), (entry.Lines, entry.Created));
        Assert.Equal(5, JsonLogFile.Of(entry).GetProperty("numberOfCreatedUsers").GetInt32());
        Assert.Equal(["000007_dead.csv.json"], Directory.GetFiles(logs, "000007*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_run_has_applied_is_in_its_entry_while_it_runs()
    {
        using var connector = new TestConnector();
        var seen = 0L;
        var observer = new WatchingObserver(stage => seen = stage == "Applying changes" ? Math.Max(seen, connector.Connector.GetRuns(new()).Single().Created) : seen);
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', Lines(2500)) + "\n");

        await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), observer, TestContext.Current.CancellationToken);

        Assert.InRange(seen, 1000, 2499);
    }

    [Fact]
    public async Task A_damaged_store_is_said_to_be_so_by_whoever_reads_it()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync([.. Lines(5000)]);
        using (var store = new FileStream(StoreFile.PathOf(connector), FileMode.Open, FileAccess.Write))
        {
            store.Position = 4096 * 5;
            store.Write(Enumerable.Repeat((byte)0xA5, (int)store.Length - (4096 * 5)).ToArray());
        }

        var error = await Assert.ThrowsAsync<HrisException>(() => connector.RunAsync(connector.Write("b.csv", TestConnector.Header + "\n" + Line("B") + "\n"), preview: true));

        Assert.Equal(HrisErrors.StoreDamaged, error.Error);
        Assert.Equal(HrisErrors.StoreDamaged, Assert.Throws<HrisException>(() => connector.User("U1")).Error);
    }

    [Fact]
    public async Task A_run_that_still_runs_is_shown_as_running()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        StoreFile.Execute(connector, "INSERT INTO run (file, status, start_date) VALUES ('busy.csv', 0, 1000)");
        using var held = RunLock.TryTake(connector.Configuration.StorePath);

        Assert.Equal(HrisSyncStatus.Running, connector.Connector.GetRuns(new(Last: 1)).Single().Status);
    }

    [Fact]
    public async Task A_second_run_on_the_same_connector_is_refused_and_leaves_no_entry()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        using (RunLock.TryTake(connector.Configuration.StorePath))
        {
            var error = await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync([Line("B")]));
            Assert.Equal(HrisErrors.RunAlreadyActive, error.Error);
        }

        Assert.Single(connector.Connector.GetRuns(new()));
        Assert.Equal(1, (await connector.RunLinesAsync([Line("B")], force: true)).Sync.Created);
    }

    [Fact]
    public async Task Runs_are_found_by_id_status_time_and_number_newest_first()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        await connector.RunTextAsync("");
        await connector.SyncLinesAsync(Line("A", first: ""));
        StoreFile.Execute(connector, "UPDATE run SET start_date = 1000 * id");
        long[] Ids(RunQuery query) => [.. connector.Connector.GetRuns(query).Select(run => run.Id)];
        static DateTime At(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds);

        Assert.True(Ids(new()).SequenceEqual([3L, 2, 1]));
        Assert.True(Ids(new(Last: 2)).SequenceEqual([3L, 2]));
        Assert.True(Ids(new(Id: 2)).SequenceEqual([2L]));
        Assert.True(Ids(new(Status: HrisSyncStatus.Error)).SequenceEqual([2L]));
        Assert.True(Ids(new(Status: HrisSyncStatus.Warning)).SequenceEqual([3L]));
        Assert.True(Ids(new(After: At(2))).SequenceEqual([3L, 2]));
        Assert.True(Ids(new(Before: At(2))).SequenceEqual([1L]));
        Assert.True(Ids(new(After: At(1.5), Before: At(2.5))).SequenceEqual([2L]));
        Assert.Empty(Ids(new(Id: 99)));
    }

    [Fact]
    public void A_connector_that_never_ran_has_no_runs_and_no_users()
    {
        using var connector = new TestConnector();

        Assert.Empty(connector.Connector.GetRuns(new()));
        Assert.Empty(connector.Users());
        Assert.False(Directory.Exists(connector.Configuration.StorePath));
    }

    [Fact]
    public async Task A_store_that_a_dying_first_run_left_empty_has_no_runs_and_serves_the_next_one()
    {
        using var connector = new TestConnector();
        Directory.CreateDirectory(connector.Configuration.StorePath);
        await File.WriteAllBytesAsync(StoreFile.PathOf(connector), [], TestContext.Current.CancellationToken);

        Assert.Empty(connector.Connector.GetRuns(new()));
        Assert.Empty(connector.Users());
        Assert.Equal(1, (await connector.RunLinesAsync([Line("A")], preview: true)).Sync.Created);
        Assert.Equal(1, (await connector.RunLinesAsync([Line("A")])).Sync.Created);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_is_no_store_or_of_a_newer_version_is_said_to_be_so(bool newer)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        if (newer)
            StoreFile.Execute(connector, "PRAGMA user_version = 99");
        else
            await File.WriteAllTextAsync(StoreFile.PathOf(connector), new string('x', 5000), TestContext.Current.CancellationToken);
        var expected = newer ? HrisErrors.StoreTooNew : HrisErrors.StoreDamaged;

        Assert.Equal(expected, (await Assert.ThrowsAsync<HrisException>(() => connector.RunLinesAsync([Line("A")]))).Error);
        Assert.Equal(expected, Assert.Throws<HrisException>(() => connector.Connector.GetRuns(new()).Count()).Error);
        Assert.Equal(expected, Assert.Throws<HrisException>(() => connector.Users().Count).Error);
    }
}
