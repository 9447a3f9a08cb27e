using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>What the Tab key offers, through the engine's own completion.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-HrisSync -Id ")]
    [InlineData("Get-HrisSync ")]
    [InlineData("Undo-HrisSync -Id ")]
    [InlineData("Export-HrisSyncLog -DestinationPath logs.zip -Id ")]
    public void Numbers_of_runs_are_offered_newest_first_and_say_what_they_are(string command)
    {
        Prepare();

        var offers = Complete(command, " -Configuration hris.json");

        Assert.Equal(["3", "2", "1"], offers.Select(offer => offer.CompletionText));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d  empty\.csv  Failed$", offers[0].ToolTip);
        Assert.EndsWith("mixed.csv  Successful with error(s)", offers[1].ToolTip, StringComparison.Ordinal);
        Assert.EndsWith("users.csv  Successful", offers[2].ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_is_completed_from_what_is_typed_of_it()
    {
        Prepare();

        Assert.Equal(["2"], Texts("Get-HrisSync -Configuration hris.json -Id 1, 2"));
    }

    [Fact]
    public void The_configuration_may_be_a_default_of_the_session_and_the_path_in_a_variable()
    {
        Prepare();
        _session.Run("$file = 'hris.json'; $global:PSDefaultParameterValues = @{ '*-Hris*:Configuration' = 'hris.json' }");

        Assert.Equal(["3", "2", "1"], Texts("Undo-HrisSync -Id "));
        Assert.Equal(["3", "2", "1"], Texts("Undo-HrisSync -Configuration $file -Id "));
    }

    [Fact]
    public void No_more_than_fifty_numbers_are_offered()
    {
        _session.Folder.Write("empty.csv", "");
        _session.Run("foreach ($i in 1..52) { Invoke-HrisSync empty.csv -Configuration hris.json -ErrorAction SilentlyContinue }");

        Assert.Equal(Enumerable.Range(3, 50).Reverse().Select(id => $"{id}"), Texts("Get-HrisSync -Configuration hris.json -Id "));
        Assert.Equal(["2"], Texts("Get-HrisSync -Configuration hris.json -Id 2").Where(text => text.Length == 1));
    }

    [Fact]
    public void Statuses_are_offered()
    {
        Assert.Equal(["Error", "Running", "Success", "Warning"], Texts("Get-HrisSync -Status ").Order());
        Assert.Equal(["Warning"], Texts("Get-HrisSync -Status Error, W"));
    }

    [Fact]
    public void Configurations_are_offered_with_their_connectors()
    {
        _session.Folder.Write("my hris.json", """{ "connector": "second" }""");
        _session.Folder.Write("other.json", "[]");
        _session.Folder.Write("users.csv", "");
        Directory.CreateDirectory(_session.Folder.File("settings"));

        var offers = Complete("Get-HrisSync -Configuration ");

        Assert.Equal(["hris.json", "'my hris.json'", "other.json", "settings"], offers.Select(offer => offer.CompletionText));
        Assert.Equal("connector 'test'", offers[0].ToolTip);
        Assert.Equal("connector 'second'", offers[1].ToolTip);
        Assert.EndsWith("other.json", offers[2].ToolTip, StringComparison.Ordinal);
        Assert.Equal(["'my hris.json'"], Texts("Get-HrisSync -Configuration 'my"));
    }

    [Fact]
    public void The_name_of_the_connector_is_offered()
    {
        Assert.Equal(["test"], Texts("Undo-HrisSync -Configuration hris.json -ConnectorName "));
        Assert.Equal(["default"], Texts("Undo-HrisSync -ConnectorName d"));
    }

    [Theory]
    [InlineData("-Path users.csv")]
    [InlineData("users.csv")]
    [InlineData("-LiteralPath users.csv")]
    public void The_headers_of_the_file_are_offered_in_quotes_where_they_need_them(string file)
    {
        _session.Folder.Write("users.csv", "\uFEFFuniqueId; Work e-mail ;Manager's id;$cost;uniqueId;\nE1;a@example.org;;;;\n");

        Assert.Equal(["uniqueId", "'Work e-mail'", "'Manager''s id'", "'$cost'"], Texts($"Test-HrisCsv {file} -Column "));
        Assert.Equal(["'Work e-mail'"], Texts($"Test-HrisCsv {file} -Column 'wo"));
        Assert.Equal(["'Work e-mail'"], Texts($"Test-HrisCsv {file} -Column uniqueId, wo"));
    }

    [Fact]
    public void A_header_with_brackets_is_offered_so_that_it_means_itself()
    {
        _session.Folder.Write("users.csv", "uniqueId,email,firstName,lastName,status,Pay [EUR]\nE1,a@example.org,F,L,Active,1\n");

        Assert.Equal(["'Pay `[EUR`]'"], Texts("Test-HrisCsv users.csv -Column pay"));
        Assert.Equal(["'Pay `[EUR`]'"], Texts("Test-HrisCsv users.csv -Column 'Pay [E"));
        Assert.Equal(["'Pay `[EUR`]'"], Texts("Test-HrisCsv users.csv -Column 'Pay `[E"));
        Assert.Equal("True", _session.Run("'Pay [EUR]' -like 'Pay `[EUR`]'").Output.Single().ToString());
    }

    [Fact]
    public void An_encrypted_file_has_no_headers_to_offer()
    {
        _session.Folder.Write("users.csv.pgp", "-----BEGIN PGP MESSAGE-----\n\nabc\n");

        Assert.DoesNotContain(Texts("Test-HrisCsv users.csv.pgp -Column "), text => text.Contains("BEGIN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Invoke-HrisSync -Path us", "Path")]
    [InlineData("Test-HrisCsv us", "Path")]
    [InlineData("Test-HrisGroupRule -Path rules.csv -CsvPath us", "CsvPath")]
    [InlineData("Export-HrisSyncLog -DestinationPath us", "DestinationPath")]
    public void Paths_are_completed_as_files(string command, string parameter)
    {
        _session.Folder.Write("users.csv", "");

        // The engine alone has no Get-ChildItem or Resolve-Path; whether our parameters leave the matter to it is what counts.
        Assert.DoesNotContain(Complete(command), offer => offer.ResultType == CompletionResultType.ParameterValue);
        var cmdlet = (CmdletInfo)_session.Run("Get-Command " + command.Split(' ')[0]).Output.Single().BaseObject;
        Assert.Empty(cmdlet.Parameters[parameter].Attributes.OfType<ArgumentCompleterAttribute>());
    }

    [Theory]
    [InlineData("Get-HrisSync -Configuration missing.json -Id ")]
    [InlineData("Get-HrisSync -Configuration faulty.json -Id ")]
    [InlineData("Get-HrisSync -Configuration damaged.json -Id ")]
    [InlineData("Get-HrisSync -Configuration locked.json -Id ")]
    [InlineData("Get-HrisSync -Configuration nodrive:/x.json -Id ")]
    [InlineData("Get-HrisSync -Configuration secret.json -Id ")]
    [InlineData("Undo-HrisSync -Configuration faulty.json -ConnectorName ")]
    [InlineData("Test-HrisCsv missing.csv -Column ")]
    [InlineData("Test-HrisCsv -Column ")]
    [InlineData("Get-HrisSync -Configuration missing/")]
    public void What_cannot_be_completed_is_silent_and_leaves_nothing_behind(string command)
    {
        _session.Folder.Write("faulty.json", """{ "conector": "test" }""");
        _session.Folder.Write("damaged.json", """{ "connector": "damaged", "dataPath": "data" }""");
        _session.Folder.Write("locked.json", """{ "connector": "locked", "dataPath": "data" }""");
        _session.Folder.Write("secret.json", """
            { "connector": "secret", "dataPath": "data", "source": { "sftp": { "host": "127.0.0.1", "userName": "hr",
              "hostKeys": ["SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8"], "password": { "secret": "never-asked" } } } }
            """);
        Directory.CreateDirectory(_session.Folder.File("data/damaged"));
        _session.Folder.Write("data/damaged/store.db", new string('x', 8192));
        Directory.CreateDirectory(_session.Folder.File("data/locked/store.db"));
        var before = Entries();
        _session.Run("$global:asked = $false; function Get-Secret { $global:asked = $true }; $Error.Clear()");

        var offers = Complete(command);

        Assert.DoesNotContain(offers, offer => offer.ResultType == CompletionResultType.ParameterValue);
        Assert.Equal(before, Entries());
        var after = _session.Run("$Error.Count; $asked").Output.Select(value => value.BaseObject);
        Assert.Equal([0, false], after);
    }

    [Fact]
    public void A_connector_that_never_ran_gets_no_store_from_being_looked_at()
    {
        Assert.Empty(Texts("Get-HrisSync -Configuration hris.json -Id "));

        Assert.False(Directory.Exists(_session.Folder.File("data")));
    }

    [Fact]
    public async Task The_build_for_Windows_PowerShell_completes_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native library is found by name on Linux alone.");
        Prepare();
        const string line = "Get-HrisSync -Configuration hris.json -Id ";

        var result = await ShellProcess.RunDesktopBuildAsync(
            _session.Folder.Path, $"foreach ($offer in [System.Management.Automation.CommandCompletion]::CompleteInput('{line}', {line.Length}, $null).CompletionMatches) {{ $offer.CompletionText }}");

        Assert.Equal("", result.Error);
        Assert.Equal("3 2 1", string.Join(' ', result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }

    private void Prepare()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("mixed.csv", UsersFile.Of(UsersFile.User("E2"), "E3,,,,Active,,,,,,"));
        _session.Folder.Write("empty.csv", "");
        _session.Run("Invoke-HrisSync users.csv, mixed.csv, empty.csv -Configuration hris.json -ErrorAction SilentlyContinue");
    }

    private IEnumerable<string> Texts(string before) => Complete(before).Select(offer => offer.CompletionText);

    private List<CompletionResult> Complete(string before, string after = "")
    {
        using var shell = _session.Script("");
        shell.Commands.Clear();
        return [.. CommandCompletion.CompleteInput(before + after, before.Length, null, shell).CompletionMatches];
    }

    private string[] Entries() => [.. Directory.GetFileSystemEntries(_session.Folder.Path, "*", SearchOption.AllDirectories).Order()];
}
