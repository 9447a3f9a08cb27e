using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class InvokeHrisSyncTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_file_becomes_users_and_one_result()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2")));

        var sync = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json").Output.Single();

        Assert.Equal("Success", sync.Text("Status"));
        Assert.Equal("Successful", sync.Text("StatusText"));
        Assert.Equal("users.csv", sync.Text("File"));
        Assert.Equal("test", sync.Text("Connector"));
        Assert.Equal(2, sync.Number("Created"));
        Assert.Equal(1, sync.Number("Id"));
        Assert.True(File.Exists(sync.Text("JsonLogPath")));
        Assert.True(File.Exists(sync.Text("CsvLogPath")));
    }

    [Fact]
    public void The_second_run_of_the_same_file_changes_nothing()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2")));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var sync = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json").Output.Single();

        Assert.Equal(0, sync.Number("Created") + sync.Number("Updated"));
        Assert.Equal(2, sync.Number("Unchanged"));
    }

    [Fact]
    public void Files_from_the_pipeline_are_taken_in_their_order()
    {
        _session.Folder.Write("b.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("a.csv", UsersFile.Of(UsersFile.User("E2")));

        var result = _session.Run("""
            $files = [System.IO.FileInfo]::new("$PWD/b.csv"), [System.IO.FileInfo]::new("$PWD/a.csv")
            $files | Invoke-HrisSync -Configuration hris.json
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(["b.csv", "a.csv"], result.Output.Select(sync => sync.Text("File")));
    }

    [Fact]
    public void Strings_from_the_pipeline_are_paths_with_wildcards()
    {
        _session.Folder.Write("a1.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("a2.csv", UsersFile.Of(UsersFile.User("E2")));

        var result = _session.Run("'a?.csv' | Invoke-HrisSync -Configuration hris.json");

        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void A_wildcard_means_its_files_oldest_first_then_by_name()
    {
        var day = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var (name, age) in new[] { ("a.csv", 0), ("c.csv", 2), ("b.csv", 2) })
        {
            File.SetLastWriteTimeUtc(_session.Folder.Write(name, UsersFile.Of(UsersFile.User("E1"))), day.AddDays(-age));
        }

        var result = _session.Run("Invoke-HrisSync *.csv -Configuration hris.json");

        Assert.Equal(["b.csv", "c.csv", "a.csv"], result.Output.Select(sync => sync.Text("File")));
    }

    [Fact]
    public void A_literal_path_may_hold_wildcard_characters()
    {
        _session.Folder.Write("users[1].csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run("Invoke-HrisSync -LiteralPath 'users[1].csv' -Configuration hris.json");

        Assert.Equal("users[1].csv", result.Output.Single().Text("File"));
    }

    [Fact]
    public void A_report_can_be_piped_on()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run("Test-HrisCsv users.csv | Where-Object IsValid | Invoke-HrisSync -Configuration hris.json");

        Assert.Equal(1, result.Output.Single().Number("Created"));
    }

    [Fact]
    public void Without_a_path_the_files_of_the_source_are_taken()
    {
        var drop = Directory.CreateDirectory(_session.Folder.File("drop"));
        File.WriteAllText(Path.Combine(drop.FullName, "hris-360learning.csv"), UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop" } }""");

        var result = _session.Run("Invoke-HrisSync -Configuration source.json");

        Assert.Equal("hris-360learning.csv", result.Output.Single().Text("File"));
    }

    [Fact]
    public void A_preview_writes_the_log_that_the_run_would_write()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), "E2,,,,Active,,,,,,"));

        var preview = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -WhatIf -LogPath would.csv").Output.Single();
        var again = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -WhatIf -LogPath would.csv");
        var folder = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -WhatIf -LogPath .").Output.Single();
        var run = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -LogPath other.csv");

        Assert.Equal(_session.Folder.File("would.csv"), preview.Text("CsvLogPath"));
        Assert.Equal(File.ReadAllText(run.Output.Single().Text("CsvLogPath")), File.ReadAllText(preview.Text("CsvLogPath")));
        Assert.Equal(["DestinationExists"], again.ErrorIds);
        Assert.Equal(_session.Folder.File("users.csv.preview.csv"), folder.Text("CsvLogPath"));
        Assert.Contains(run.Warnings, warning => warning.StartsWith("-LogPath is for previews", StringComparison.Ordinal));
        Assert.False(File.Exists(_session.Folder.File("other.csv")));
    }

    [Theory]
    [InlineData("would.csv", "would.csv")]
    [InlineData(".", "users.csv.preview.csv")]
    public void The_log_of_a_preview_touches_no_file_that_is_there(string path, string log)
    {
        var upload = _session.Folder.File(log + ".part");
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        File.WriteAllText(upload, "somebody's");

        var preview = _session.Run($"Invoke-HrisSync users.csv -Configuration hris.json -WhatIf -LogPath {path}").Output.Single();

        Assert.Equal(_session.Folder.File(log), preview.Text("CsvLogPath"));
        Assert.Equal("somebody's", File.ReadAllText(upload));
        Assert.Single(Directory.GetFiles(_session.Folder.Path, "*.part"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(preview.Text("CsvLogPath")));
    }

    [Fact]
    public void A_source_that_cannot_be_looked_at_is_a_failed_run()
    {
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop", "fileName": "users*.csv" } }""");

        var preview = _session.Run("Invoke-HrisSync -Configuration source.json -WhatIf");
        var before = _session.Run("Get-HrisSync -Configuration source.json");
        var result = _session.Run("Invoke-HrisSync -Configuration source.json");
        var history = _session.Run("Get-HrisSync -Configuration source.json");

        Assert.Equal(["SourceNotFound"], preview.ErrorIds);
        Assert.Equal("True", preview.Output.Single().Text("Planned"));
        Assert.Empty(before.Output);
        Assert.Equal(["SourceNotFound"], result.ErrorIds);
        Assert.Equal(("Error", "users*.csv"), (result.Output.Single().Text("Status"), result.Output.Single().Text("File")));
        Assert.True(System.IO.File.Exists(history.Output.Single().Text("JsonLogPath")));
        Assert.Contains("drop", Assert.Single((IReadOnlyList<string>)history.Output.Single().Get("Logs")!), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_pipeline_is_no_file_and_not_the_source()
    {
        var result = _session.Run("@() | Invoke-HrisSync -Configuration hris.json");

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Null(result.Terminating);
    }

    [Fact]
    public void WhatIf_shows_what_would_be_done_and_changes_nothing()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2")));

        var sync = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -WhatIf").Output.Single();

        Assert.Equal(true, sync.Get("Planned"));
        Assert.Equal("Planned", sync.Text("StatusText"));
        Assert.Equal(2, sync.Number("Created"));
        Assert.Empty(_session.Run("Get-HrisUser -Configuration hris.json").Output);
        Assert.Empty(_session.Run("Get-HrisSync -Configuration hris.json").Output);
    }

    [Fact]
    public void Answering_no_to_Confirm_does_nothing_at_all()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -Confirm");

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Empty(_session.Run("Get-HrisUser -Configuration hris.json").Output);
    }

    [Fact]
    public void A_failed_file_is_a_result_and_an_error_and_the_next_file_is_taken()
    {
        _session.Folder.Write("a.csv", "");
        _session.Folder.Write("b.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run("Invoke-HrisSync a.csv, b.csv -Configuration hris.json");

        Assert.Equal(["Failed", "Successful"], result.Output.Select(sync => sync.Text("StatusText")));
        Assert.Equal(["FileEmpty"], result.ErrorIds);
    }

    [Fact]
    public void A_missing_file_does_not_keep_the_next_one_from_its_turn()
    {
        _session.Folder.Write("b.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run("Invoke-HrisSync a.csv, b.csv -Configuration hris.json");

        Assert.Equal("b.csv", result.Output.Single().Text("File"));
        Assert.Equal(["SourceNotFound"], result.ErrorIds);
    }

    [Fact]
    public void Force_lets_one_run_pass_the_safety_limits()
    {
        var everybody = Enumerable.Range(1, 20).Select(number => "E" + number).ToList();
        _session.Folder.Write("users.csv", UsersFile.Of(everybody.Select(id => UsersFile.User(id))));
        _session.Folder.Write("leavers.csv", UsersFile.Of(everybody.Select(UsersFile.Leaver)));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var refused = _session.Run("Invoke-HrisSync leavers.csv -Configuration hris.json");
        var forced = _session.Run("Invoke-HrisSync leavers.csv -Configuration hris.json -Force");

        Assert.Equal(["SafetyThresholdExceeded"], refused.ErrorIds);
        Assert.Equal(20, forced.Output.Single().Number("Archived"));
    }
}
