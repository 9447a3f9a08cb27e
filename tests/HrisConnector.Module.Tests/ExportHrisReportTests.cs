using System;
using System.IO;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class ExportHrisReportTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public ExportHrisReportTests()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("", "Plantedfirst", email: "planted@example.org")));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_report_is_written_and_its_file_is_given()
    {
        var result = _session.Run("Export-HrisReport -Path report.html -Configuration hris.json");

        var file = Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Equal(_session.Folder.File("report.html"), file.FullName);
        Assert.Contains("planted@example.org", File.ReadAllText(file.FullName), StringComparison.Ordinal);
        Assert.Empty(result.Errors);
        PersonalData.IsNotIn(result, "planted");
    }

    [Fact]
    public void In_a_folder_it_gets_a_name_with_the_time()
    {
        var result = _session.Run("Export-HrisReport . -Last 5 -Configuration hris.json");

        var file = Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Matches(@"^hris-report-\d{8}-\d{6}\.html$", file.Name);
        Assert.Equal(_session.Folder.Path, file.DirectoryName);
    }

    [Fact]
    public void An_existing_file_is_replaced_with_Force_alone()
    {
        _session.Folder.Write("report.html", "something else");

        var refused = _session.Fail("Export-HrisReport report.html -Configuration hris.json");
        Assert.Equal("something else", File.ReadAllText(_session.Folder.File("report.html")));
        var forced = _session.Run("Export-HrisReport report.html -Configuration hris.json -Force");

        Assert.Equal("ExportExists", ScriptResult.Id(refused));
        Assert.Single(forced.Output);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        var result = _session.Run("Export-HrisReport report.html -Configuration hris.json -WhatIf");

        Assert.Empty(result.Output);
        Assert.False(File.Exists(_session.Folder.File("report.html")));
    }

    [Fact]
    public void An_anonymous_report_names_nobody()
    {
        _session.Run("Export-HrisReport report.html -Anonymous -Configuration hris.json");

        var text = File.ReadAllText(_session.Folder.File("report.html"));
        Assert.Contains("No unique ID provided", text, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_connector_that_never_ran_has_a_report_too()
    {
        _session.Folder.Write("new.json", """{ "connector": "new", "dataPath": "data" }""");

        Assert.Single(_session.Run("Export-HrisReport report.html -Configuration new.json").Output);
    }

    [Fact]
    public void A_log_that_is_missing_is_a_warning()
    {
        foreach (var log in Directory.EnumerateFiles(_session.Folder.Path, "*.csv.csv", SearchOption.AllDirectories))
            File.Delete(log);

        var result = _session.Run("Export-HrisReport report.html -Configuration hris.json");

        Assert.Contains("is missing", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }
}
