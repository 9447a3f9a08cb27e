using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;
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

    [Theory]
    [InlineData("HrisSync", "@{ Id = 99999; Connector = $long; File = $long; Status = 'Warning'; StartDate = $now; EndDate = $now; Lines = 9999999; Created = 9999999; Updated = 9999999; Archived = 9999999; Duplicate = 9999999; Ignored = 9999999; NoGroupsMatch = 9999999; Unchanged = 9999999; Logs = [string[]] @($long, $long); JsonLogPath = $long; CsvLogPath = $long; UndoOf = 99998 }")]
    [InlineData("HrisCsvReport", "@{ File = $long; Path = $long; Size = 999999999; Delimiter = ';'; Lines = 9999999; Active = 9999999; Inactive = 9999999; Invalid = 9999999; Errors = 9999999; Warnings = 9999999; Issues = [HrisConnector.HrisCsvIssue[]] @([HrisConnector.HrisCsvIssue] @{ Line = 9999999; Column = $long; UniqueId = $long; Severity = 'Error'; Code = 'userWithoutMail'; Message = $long }) }")]
    [InlineData("HrisCsvIssue", "@{ Line = 9999999; Column = $long; UniqueId = $long; Severity = 'Information'; Code = 'userWithoutMail'; Message = $long }")]
    [InlineData("HrisGroupRuleReport", "@{ Rule = $long; Group = $long; Lines = [System.Collections.Generic.List[int]] (1..99); Conditions = [string[]] @($long, $long); Users = 9999999; UniqueIds = [string[]] @($long, $long) }")]
    [InlineData("HrisConfigurationCheck", "@{ Check = 'EncryptionKey'; Status = 'Warning'; Message = $long; Remedy = $long }")]
    [InlineData("HrisHostKey", "@{ HostName = $long; Port = 65535; KeyType = 'ecdsa-sha2-nistp521'; KeyLength = 16384; Fingerprint = 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8' }")]
    [InlineData("HrisUser", "@{ UniqueId = $long; Email = $long; FirstName = $long; LastName = $long; Title = $long; Organization = $long; Language = 'kar_MM'; ManagerId = $long; Phone = $long; Username = $long; Archived = $true; Groups = [string[]] @($long, $long) }")]
    public void Tables_and_lists_fit_120_columns_whatever_is_in_them(string type, string values)
    {
        var make = $"$now = [datetime]::new(2026, 12, 31, 23, 59, 59, [System.DateTimeKind]::Utc); $long = 'Ä very long välue ' * 30; $value = [HrisConnector.{type}] {values}; ";

        foreach (var view in new[] { "Table", "List" })
        {
            // Format-Table and Format-List are not in the engine: a view of the kind that is not the default is asked for by its own data.
            Assert.Empty(_session.Run(make).Errors);
            var lines = Lines(make + AsView(type, view));

            Assert.InRange(lines.Length, 2, int.MaxValue);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
            Assert.DoesNotContain(lines, line => line.Contains('#', StringComparison.Ordinal));
            if (view == "Table")
            {
                // A column that does not fit would be left out.
                Assert.Equal(Columns(type), lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            }
        }
    }

    [Theory]
    [InlineData("Table")]
    [InlineData("List")]
    public void Every_result_has_a_table_and_a_list_and_so_has_what_comes_from_a_remote_session(string kind)
    {
        var views = Views().Descendants("View")
            .Where(view => view.Element(kind + "Control") is not null).SelectMany(view => view.Descendants("TypeName")).Select(name => name.Value).ToHashSet();
        var results = _session.Run("Get-Command -Module HrisConnector").Output.SelectMany(command => ((System.Management.Automation.CmdletInfo)command.BaseObject).OutputType)
            .Select(output => output.Name).Where(name => name.StartsWith("HrisConnector.", StringComparison.Ordinal)).Append("HrisConnector.HrisCsvIssue").Distinct();

        Assert.All(results, name => Assert.Superset(new[] { name, "Deserialized." + name }.ToHashSet(), views));
    }

    [Fact]
    public async Task A_status_is_in_colour_where_the_host_has_it_and_plain_where_it_has_not()
    {
        _session.Folder.Write("good.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("mixed.csv", UsersFile.Of(UsersFile.User("E2"), "E3,,,,Active,,,,,,"));
        _session.Folder.Write("empty.csv", "");
        _session.Run("Invoke-HrisSync good.csv, mixed.csv, empty.csv -Configuration hris.json");

        var screen = _session.ShowColoured("Get-HrisSync -Configuration hris.json");
        var redirected = await ShellProcess.RunAsync(_session.Folder.Path, "-Command", "Get-HrisSync -Configuration hris.json");

        Assert.Contains("\u001b[31mFailed\u001b[0m", screen, StringComparison.Ordinal);
        Assert.Contains("\u001b[33mSuccessful with error(s)\u001b[0m", screen, StringComparison.Ordinal);
        Assert.Contains("\u001b[32mSuccessful\u001b[0m", screen, StringComparison.Ordinal);
        Assert.Contains(" Failed ", redirected.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", redirected.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", _session.Show("Get-HrisSync -Configuration hris.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_PSStyle_as_in_Windows_PowerShell_a_status_is_plain()
    {
        var blocks = Views().Descendants("ScriptBlock")
            .Select(block => block.Value).Where(block => block.Contains("PSStyle", StringComparison.Ordinal) && block.Contains("StatusText", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, blocks.Count);
        Assert.All(blocks, block =>
        {
            // PSStyle cannot be taken from this engine: the block asks for another name instead.
            var result = _session.Run("Set-StrictMode -Version Latest; [HrisConnector.HrisSync] @{ Status = 'Success' } | ForEach-Object {" + block.Replace("'PSStyle'", "'NoSuchStyle'", StringComparison.Ordinal) + "}");
            Assert.Empty(result.Errors);
            Assert.Equal("Successful", result.Output.Single().BaseObject);
        });
    }

    // The default view is the first of the type in the file; for the other one a type of its own borrows the view.
    private string AsView(string type, string kind)
    {
        var document = Views();
        var view = View(document, type, kind);
        view.Element("Name")!.Value = $"{type}{kind}Alone";
        view.Element("ViewSelectedBy")!.ReplaceNodes(new XElement("TypeName", $"{type}{kind}Alone"));
        document.Descendants("ViewDefinitions").Single().ReplaceNodes(view);
        document.Save(_session.Folder.File($"{kind}.format.ps1xml"));
        _session.Folder.Write($"{kind}.psd1", $"@{{ ModuleVersion = '1.0'; FormatsToProcess = @('{kind}.format.ps1xml') }}");
        return $"Import-Module ./{kind}.psd1; $value.PSObject.TypeNames.Insert(0, '{type}{kind}Alone'); $value";
    }

    private static int Columns(string type) => View(Views(), type, "Table").Descendants("TableColumnItem").Count();

    private static XElement View(XDocument views, string type, string kind) =>
        views.Descendants("View").Single(view => view.Element(kind + "Control") is not null && view.Descendants("TypeName").First().Value == "HrisConnector." + type);

    private static XDocument Views() =>
        XDocument.Load(Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "HrisConnector.format.ps1xml"));

    private string[] Lines(string script) =>
        [.. _session.Show(script).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
}
