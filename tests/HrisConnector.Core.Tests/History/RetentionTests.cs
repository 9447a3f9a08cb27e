using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.History;

/// <summary>What is older than configured goes, and <c>maintenance.log</c> says so.</summary>
public sealed class RetentionTests
{
    private const string Days30 = """{ "logs": { "retentionDays": 30 } }""";

    [Fact]
    public async Task Logs_older_than_configured_are_deleted_and_the_entries_stay()
    {
        using var connector = new TestConnector(Days30);
        var old = await connector.SyncLinesAsync(Line("A"));
        var young = await connector.SyncLinesAsync(Line("A"));
        StoreFile.Execute(connector, $"UPDATE run SET start_date = {DateTimeOffset.UtcNow.AddDays(-31).ToUnixTimeMilliseconds()} WHERE id = {old.Id}");

        await connector.SyncLinesAsync(Line("A"));

        Assert.False(File.Exists(old.JsonLogPath) || File.Exists(old.CsvLogPath));
        Assert.True(File.Exists(young.JsonLogPath) && File.Exists(young.CsvLogPath));
        var entry = connector.Connector.GetRuns(new(Id: old.Id)).Single();
        Assert.Equal((HrisSyncStatus.Success, null, null, 1L), (entry.Status, entry.JsonLogPath, entry.CsvLogPath, entry.Created));
    }

    [Fact]
    public async Task What_was_deleted_is_said_in_the_maintenance_log_and_in_the_verbose_stream()
    {
        using var connector = new TestConnector(Days30);
        await OldRunsAsync(connector, 3);

        await connector.SyncLinesAsync(Line("A"));
        await connector.SyncLinesAsync(Line("A"));

        const string time = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ";
        const string logs = "Logs of runs older than configured were deleted: 3";
        const string images = "Undo images of runs older than configured were deleted: 1"; // only the first of them changed a user
        Assert.Matches($@"\A{time}{logs}\n{time}{images}\n\z", MaintenanceLog(connector));
        Assert.Single(connector.Observer.Messages, logs);
        Assert.Single(connector.Observer.Messages, images);
    }

    [Fact]
    public async Task Without_a_retention_or_with_nothing_old_there_is_no_maintenance_log()
    {
        using var connector = new TestConnector();
        await OldRunsAsync(connector, 1);
        await connector.SyncLinesAsync(Line("A"));
        connector.Reconfigure("""{ "logs": { "retentionDays": 36500 } }""");
        await connector.SyncLinesAsync(Line("A"));

        Assert.Equal("", MaintenanceLog(connector));
        Assert.Equal(6, Directory.GetFiles(Path.Combine(connector.Configuration.StorePath, "logs")).Length);
    }

    [Fact]
    public async Task A_log_that_cannot_be_deleted_keeps_no_other_and_is_tried_again()
    {
        using var connector = new TestConnector(Days30);
        var old = await OldRunsAsync(connector, 2);
        var (held, other) = (old[0], old[1]);

        // A folder in its place is a file that the system will not delete.
        File.Delete(held.CsvLogPath!);
        Directory.CreateDirectory(Path.Combine(held.CsvLogPath!, "inside"));
        await connector.SyncLinesAsync(Line("A"));
        var between = connector.Connector.GetRuns(new(Id: held.Id)).Single();
        var log = MaintenanceLog(connector);
        Directory.Delete(held.CsvLogPath!, recursive: true);
        await connector.SyncLinesAsync(Line("A"));

        Assert.False(File.Exists(other.CsvLogPath) || File.Exists(other.JsonLogPath) || File.Exists(held.JsonLogPath));
        Assert.Equal((null, held.CsvLogPath), (between.JsonLogPath, between.CsvLogPath));
        Assert.Contains(" were deleted: 1\n", log, StringComparison.Ordinal);
        Assert.Contains(" could not be deleted: 1; the next run tries again\n", log, StringComparison.Ordinal);
        Assert.Contains(connector.Observer.Messages, message => message.Contains("could not be deleted", StringComparison.Ordinal) && message.Contains("Check that", StringComparison.Ordinal));
        Assert.Null(connector.Connector.GetRuns(new(Id: held.Id)).Single().CsvLogPath);
    }

    [Fact]
    public async Task A_failed_run_deletes_what_is_too_old_as_well()
    {
        using var connector = new TestConnector(Days30);
        var old = Assert.Single(await OldRunsAsync(connector, 1));

        await connector.RunTextAsync("");

        Assert.False(File.Exists(old.CsvLogPath) || File.Exists(old.JsonLogPath));
    }

    [Fact]
    public async Task A_preview_deletes_nothing()
    {
        using var connector = new TestConnector(Days30);
        var old = Assert.Single(await OldRunsAsync(connector, 1));

        await connector.RunLinesAsync([Line("A")], preview: true);

        Assert.True(File.Exists(old.CsvLogPath) && File.Exists(old.JsonLogPath));
    }

    [Fact]
    public async Task An_archived_file_that_cannot_be_deleted_keeps_no_other()
    {
        using var connector = new TestConnector("""{ "source": { "folder": "drop", "fileName": "*.csv", "afterSync": "archive", "archivePath": "done", "retentionDays": 30 } }""");
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/chattr"), "A file that even its owner cannot delete needs chattr.");
        connector.Write(Path.Combine(Directory.CreateDirectory(Path.Combine(connector.Folder, "drop")).Name, "users.csv"), TestConnector.Header + "\n" + Line("A") + "\n");
        var archive = Directory.CreateDirectory(Path.Combine(connector.Folder, "done")).FullName;
        var stamp = DateTime.UtcNow.AddDays(-31).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var name in new[] { "a", "b", "c" })
            await File.WriteAllTextAsync(Path.Combine(archive, $"{stamp}_{name}.csv"), "", TestContext.Current.CancellationToken);
        var held = Path.Combine(archive, $"{stamp}_a.csv");
        Assert.SkipUnless(ChangeAttribute("+i", held), "This file system cannot make a file immutable.");
        try
        {
            await connector.RunWaitingAsync();
        }
        finally
        {
            ChangeAttribute("-i", held);
        }

        Assert.Equal([held], Directory.GetFiles(archive, stamp + "*"));
        Assert.Contains(" Archived files older than configured were deleted: 2\n", MaintenanceLog(connector), StringComparison.Ordinal);
        Assert.Contains(" Archived files older than configured could not be deleted: 1;", MaintenanceLog(connector), StringComparison.Ordinal);
    }

    private static bool ChangeAttribute(string change, string path)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/chattr", [change, path]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    // Runs of 31 days ago.
    private static async Task<HrisSync[]> OldRunsAsync(TestConnector connector, int count)
    {
        var runs = new HrisSync[count];
        for (var i = 0; i < count; i++)
            runs[i] = await connector.SyncLinesAsync(Line("A"));
        StoreFile.Execute(connector, $"UPDATE run SET start_date = {DateTimeOffset.UtcNow.AddDays(-31).ToUnixTimeMilliseconds()}");
        return runs;
    }

    private static string MaintenanceLog(TestConnector connector)
    {
        var path = Path.Combine(connector.Configuration.StorePath, "logs", "maintenance.log");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
