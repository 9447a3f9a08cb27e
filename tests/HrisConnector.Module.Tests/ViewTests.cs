using System;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>What a person sees without asking for a format.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Runs_are_a_table_of_120_columns_with_the_words_that_people_know()
    {
        _session.Folder.Write("good.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("mixed.csv", UsersFile.Of(UsersFile.User("E2"), "E3,,,,Active,,,,,,"));
        _session.Folder.Write("empty.csv", "");
        _session.Run("Invoke-HrisSync good.csv, mixed.csv, empty.csv -Configuration hris.json");

        var lines = Lines("Get-HrisSync -Configuration hris.json");

        Assert.Matches(@"^\s*Id Status\s+Start\s+File\s+Lines Created Updated Archived Duplicate Ignored$", lines[0]);
        Assert.Matches(@"^\s*3 Failed\s+\d{4}-\d\d-\d\d \d\d:\d\d empty\.csv\s+0\s+0\s+0\s+0\s+0\s+0$", lines[2]);
        Assert.Matches(@"^\s*2 Successful with error\(s\) .* mixed\.csv\s+2\s+1\s+0\s+0\s+0\s+1$", lines[3]);
        Assert.Matches(@"^\s*1 Successful\s+.* good\.csv\s+1\s+1\s+0\s+0\s+0\s+0$", lines[4]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void A_preview_shows_that_it_is_planned()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var text = _session.Show("Invoke-HrisSync users.csv -Configuration hris.json -WhatIf");

        Assert.Matches(@"- Planned\s+\d{4}-\d\d-\d\d \d\d:\d\d users\.csv\s+1\s+1", text);
    }

    [Fact]
    public void The_start_is_shown_in_local_time()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        var start = (DateTime)_session.Run("Invoke-HrisSync users.csv -Configuration hris.json").Output.Single().Get("StartDate")!;

        var text = _session.Show("Get-HrisSync -Configuration hris.json");

        Assert.Contains(start.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_a_list_with_its_first_issues()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(Enumerable.Range(1, 15).Select(number => $"E{number},,Ada,Lovelace,Active,,,,,,")));

        var lines = Lines("Test-HrisCsv users.csv");

        Assert.Contains(lines, line => line.StartsWith("IsValid", StringComparison.Ordinal) && line.EndsWith(": False", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Issues ", StringComparison.Ordinal) && line.Contains("Line 2: Error: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Trim() == "... and 5 more: see the property Issues");
        Assert.DoesNotContain(lines, line => line.Contains("Line 12:", StringComparison.Ordinal));
    }

    [Fact]
    public void Issues_are_a_table()
    {
        _session.Folder.Write("users.csv", UsersFile.Of("E1,,Ada,Lovelace,Active,,,,,,"));

        var lines = Lines("(Test-HrisCsv users.csv).Issues");

        Assert.Matches(@"^\s*Line Severity\s+UniqueId\s+Column\s+Message$", lines[0]);
        Assert.Matches(@"^\s*2 Error\s+E1\s+email\s+\S", lines[2]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Users_are_a_table()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var lines = Lines("Get-HrisUser -Configuration hris.json");

        Assert.Matches(@"^UniqueId\s+LastName\s+FirstName\s+Email\s+Title\s+Manager\s+Archived$", lines[0]);
        Assert.Matches(@"^E1\s+Lovelace\s+Ada\s+E1@example\.org\s+Engineer\s+False$", lines[2]);
    }

    private string[] Lines(string script) =>
        [.. _session.Show(script).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
