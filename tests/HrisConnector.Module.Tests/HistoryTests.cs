using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class HistoryTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public HistoryTests()
    {
        _session.Folder.Write("good.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("mixed.csv", UsersFile.Of(UsersFile.User("E2"), UsersFile.User("", firstName: "Nobody", email: "nobody@example.org")));
        _session.Folder.Write("empty.csv", "");
        _session.Run("Invoke-HrisSync good.csv, mixed.csv, empty.csv -Configuration hris.json");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_history_is_shown_newest_first()
    {
        var runs = _session.Run("Get-HrisSync -Configuration hris.json").Output;

        Assert.Equal(["empty.csv", "mixed.csv", "good.csv"], runs.Select(run => run.Text("File")));
        Assert.Equal(["Failed", "Successful with error(s)", "Successful"], runs.Select(run => run.Text("StatusText")));
    }

    [Theory]
    [InlineData("-Last 2", "3,2")]
    [InlineData("-Status Success", "1")]
    [InlineData("-Status Success, Error", "3,1")]
    [InlineData("-Status Success, Error -Last 1", "3")]
    [InlineData("-After ([datetime]::Now.AddHours(-1))", "3,2,1")]
    [InlineData("-After ([datetime]::Now.AddHours(1))", "")]
    [InlineData("-Before ([datetime]::Now.AddHours(-1))", "")]
    [InlineData("-Before ([datetime]::UtcNow.AddHours(1))", "3,2,1")]
    [InlineData("-Id 1, 3", "3,1")]
    public void The_history_can_be_narrowed(string parameters, string ids)
    {
        var result = _session.Run($"Get-HrisSync {parameters} -Configuration hris.json");

        Assert.Equal(ids, string.Join(',', result.Output.Select(run => run.Text("Id"))));
    }

    [Fact]
    public void An_unknown_number_is_an_error_and_the_known_ones_are_shown()
    {
        var result = _session.Run("Get-HrisSync -Id 99, 1 -Configuration hris.json");

        Assert.Equal(["RunNotFound"], result.ErrorIds);
        Assert.Equal(1, result.Output.Single().Number("Id"));
    }

    [Fact]
    public void A_failed_run_has_its_reason_and_only_a_JSON_log()
    {
        var run = _session.Run("Get-HrisSync 3 -Configuration hris.json").Output.Single();

        Assert.Equal(["File is empty"], Assert.IsType<string[]>(((System.Collections.IEnumerable)run.Get("Logs")!).Cast<string>().ToArray()));
        Assert.True(File.Exists(run.Text("JsonLogPath")));
        Assert.Null(run.Get("CsvLogPath"));
    }

    [Fact]
    public void The_logs_of_piped_runs_are_put_in_one_archive()
    {
        var result = _session.Run("Get-HrisSync -Configuration hris.json | Export-HrisSyncLog -DestinationPath logs.zip");

        var file = Assert.IsType<FileInfo>(result.Output.Single().BaseObject);
        Assert.Equal(_session.Folder.File("logs.zip"), file.FullName);
        using var archive = ZipFile.OpenRead(file.FullName);
        Assert.Equal(3, archive.Entries.Count(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)));
        Assert.Equal(2, archive.Entries.Count(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal)));
    }

    [Fact]
    public void Runs_are_exported_by_number_into_a_folder_under_a_name_with_the_time()
    {
        var result = _session.Run("Export-HrisSyncLog -Id 1 -DestinationPath . -Configuration hris.json");

        var file = Assert.IsType<FileInfo>(result.Output.Single().BaseObject);
        Assert.Matches(@"^hris-sync-logs-\d{8}-\d{6}\.zip$", file.Name);
        Assert.Equal(_session.Folder.Path, file.DirectoryName);
    }

    [Fact]
    public void An_existing_archive_is_replaced_with_Force_alone()
    {
        _session.Folder.Write("logs.zip", "something else");

        var refused = _session.Fail("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip -Configuration hris.json");
        var forced = _session.Run("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip -Configuration hris.json -Force");

        Assert.Equal("ExportExists", ScriptResult.Id(refused));
        Assert.Single(forced.Output);
    }

    [Fact]
    public void WhatIf_exports_nothing()
    {
        var result = _session.Run("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip -Configuration hris.json -WhatIf");

        Assert.Empty(result.Output);
        Assert.False(File.Exists(_session.Folder.File("logs.zip")));
    }

    [Fact]
    public void A_preview_has_no_logs_to_export()
    {
        var result = _session.Run("Invoke-HrisSync good.csv -Configuration hris.json -WhatIf | Export-HrisSyncLog -DestinationPath logs.zip");

        Assert.Equal(["LogNotFound"], result.ErrorIds);
        Assert.False(File.Exists(_session.Folder.File("logs.zip")));
    }
}
