using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>What stands where a users file should, and is something else.</summary>
public sealed class UnusualSourceTests
{
    private const string Line = "1,a@example.org,Ann,Lee,Active,,,,,,";

    [Fact]
    public async Task A_link_to_a_users_file_is_read_as_the_file()
    {
        using var connector = new TestConnector();
        var target = connector.Write("export-20261123.csv", TestConnector.Header + "\n" + Line + "\n");
        var link = Path.Combine(connector.Folder, "latest.csv");
        File.CreateSymbolicLink(link, target);

        var result = await connector.RunAsync(link);

        Assert.Null(result.Error);
        Assert.Equal(("latest.csv", 1L), (result.Sync.File, result.Sync.Created));
        Assert.True(CsvCheck.Check(link, connector.Configuration, connector.Observer, CancellationToken.None).IsValid);
    }

    [Fact]
    public async Task A_pipe_is_an_empty_file_and_nobody_waits_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");
        using var connector = new TestConnector();
        var pipe = Path.Combine(connector.Folder, "pipe.csv");
        using (var mkfifo = Process.Start("mkfifo", pipe))
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        var result = await connector.RunAsync(pipe).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(HrisErrors.FileEmpty, result.Error!.Error);
        Assert.Equal("FileEmpty", CsvCheck.Check(pipe, connector.Configuration, connector.Observer, CancellationToken.None).Issues.Single().Code);
    }

    [Fact]
    public async Task A_working_folder_that_cannot_be_made_is_not_the_users_files_fault()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line);
        Directory.Delete(Path.Combine(connector.Configuration.StorePath, "work"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(connector.Configuration.StorePath, "work"), "", TestContext.Current.CancellationToken);

        var result = await connector.RunAsync(connector.Write("users.csv", TestConnector.Header + "\n" + Line + "\n"));

        Assert.Equal(HrisErrors.WorkFolderNotWritten, result.Error!.Error);
    }

    [Fact]
    public async Task Logs_that_cannot_be_written_stop_the_run_before_anything_is_changed()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line);
        var logs = Path.Combine(connector.Configuration.StorePath, "logs");
        Directory.Delete(logs, recursive: true);
        await File.WriteAllTextAsync(logs, "", TestContext.Current.CancellationToken);

        var result = await connector.RunAsync(connector.Write("users.csv", TestConnector.Header + "\n2,b@example.org,Bob,Ray,Active,,,,,,\n"), force: true);

        Assert.Equal(HrisErrors.LogNotWritten, result.Error!.Error);
        Assert.Null(connector.User("2"));
        Assert.Equal(0, result.Sync.Created);
    }

    [Fact]
    public void Millions_of_blank_lines_before_an_endless_one_take_no_time()
    {
        using var file = new TemporaryFile("a,b\n" + new string('\n', 5_000_000) + new string('x', 3_000_000) + "\n1,2\n");
        using var reader = new CsvLineReader(file.Path, ',') { ExpectedColumns = 2 };
        var clock = Stopwatch.StartNew();

        var lines = new List<long>();
        while (reader.Read())
            lines.Add(reader.LineNumber);

        Assert.Equal([1, 5_000_002, 5_000_003], lines);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }
}
