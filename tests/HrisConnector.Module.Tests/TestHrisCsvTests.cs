using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class TestHrisCsvTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_good_file_is_valid()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.Leaver("E2")));

        var report = _session.Run("Test-HrisCsv users.csv").Output.Single();

        Assert.Equal(true, report.Get("IsValid"));
        Assert.Equal(2, report.Number("Lines"));
        Assert.Equal(1, report.Number("Active"));
        Assert.Equal(1, report.Number("Inactive"));
        Assert.Equal(_session.Folder.File("users.csv"), report.Text("Path"));
    }

    [Fact]
    public void Each_issue_names_its_line_and_its_code()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), "E2,,Grace,Hopper,Active,,,,,,"));

        var report = _session.Run("Test-HrisCsv users.csv").Output.Single();

        Assert.Equal(false, report.Get("IsValid"));
        var issue = Assert.Single(((IEnumerable)report.Get("Issues")!).Cast<object>().Select(PSObject.AsPSObject));
        Assert.Equal(3, issue.Number("Line"));
        Assert.Equal("E2", issue.Text("UniqueId"));
        Assert.Equal("userWithoutMail", issue.Text("Code"));
        Assert.Equal("Error", issue.Text("Severity"));
    }

    [Fact]
    public void Quiet_gives_one_Boolean_for_each_file()
    {
        _session.Folder.Write("good.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("bad.csv", UsersFile.Of("E2,,,,Active,,,,,,"));

        var result = _session.Run("Test-HrisCsv good.csv, bad.csv, missing.csv -Quiet");

        Assert.Equal([true, false, false], result.Output.Select(value => value.BaseObject));
        Assert.Equal(["SourceNotFound"], result.ErrorIds);
    }

    [Theory]
    [InlineData("Test-HrisCsv ([WildcardPattern]::Escape('users[1].csv')) -Quiet")]
    [InlineData("Test-HrisCsv 'users`[1`].csv' -Quiet")]
    [InlineData("Test-HrisCsv -LiteralPath 'users[1].csv' -Quiet")]
    public void A_bracket_in_a_path_is_escaped_as_everywhere(string command)
    {
        _session.Folder.Write("users[1].csv", UsersFile.Of(UsersFile.User("E1")));

        var result = _session.Run(command);

        Assert.Empty(result.Errors);
        Assert.Equal(true, result.Output.Single().BaseObject);
    }

    [Fact]
    public void A_column_whose_pattern_has_a_fault_says_so_before_a_file_is_read()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var failure = _session.Fail("Test-HrisCsv users.csv -Column '[abc'");

        Assert.Contains("[abc", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", ScriptResult.Id(failure), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_makes_no_store_and_no_history()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        _session.Run("Test-HrisCsv users.csv -Configuration hris.json");

        Assert.False(Directory.Exists(_session.Folder.File("data")));
    }
}
