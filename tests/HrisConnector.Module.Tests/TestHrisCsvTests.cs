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

    [Fact]
    public void A_check_makes_no_store_and_no_history()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        _session.Run("Test-HrisCsv users.csv -Configuration hris.json");

        Assert.False(Directory.Exists(_session.Folder.File("data")));
    }
}
