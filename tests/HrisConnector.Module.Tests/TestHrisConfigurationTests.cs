using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>A configuration is tried for real before the first night; nothing is changed.</summary>
public sealed class TestHrisConfigurationTests : IDisposable
{
    private static readonly string[] Checks =
        ["Configuration", "Source", "HostKey", "Credentials", "File", "Archive", "EncryptionKey", "MailServer", "Store", "DiskSpace", "Directory", "Groups"];

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_check_is_an_object_in_the_order_of_a_run()
    {
        Directory.CreateDirectory(_session.Folder.File("drop"));
        _session.Folder.Write(Path.Combine("drop", "hris-360learning.csv"), UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop" } }""");

        var result = _session.Run("Test-HrisConfiguration source.json");

        Assert.Empty(result.Errors);
        Assert.Equal(Checks, result.Output.Select(check => check.Text("Check")));
        Assert.Equal(
            ["Passed", "Passed", "Skipped", "Skipped", "Passed", "Skipped", "Skipped", "Skipped", "Passed", "Passed", "Passed", "Skipped"],
            result.Output.Select(check => check.Text("Status")));
        Assert.All(result.Output, check => Assert.NotEmpty(check.Text("Message")));
        Assert.False(Directory.Exists(_session.Folder.File("data")), "a check made the store");
    }

    [Fact]
    public void Each_fault_of_the_file_is_a_finding_with_its_line_and_ends_the_checks()
    {
        _session.Folder.Write("bad.json", "{\n  \"connector\": \"..\",\n  \"nonsense\": 1\n}");

        var result = _session.Run("Test-HrisConfiguration bad.json; Test-HrisConfiguration missing.json");

        Assert.Empty(result.Errors);
        Assert.Equal(["Configuration", "Configuration", "Configuration"], result.Output.Select(check => check.Text("Check")));
        Assert.All(result.Output, check => Assert.Equal("Failed", check.Text("Status")));
        Assert.StartsWith("line 2: 'connector'", result.Output[0].Text("Message"), StringComparison.Ordinal);
        Assert.StartsWith("line 3: 'nonsense'", result.Output[1].Text("Message"), StringComparison.Ordinal);
        Assert.Contains("missing.json", result.Output[2].Text("Message"), StringComparison.Ordinal);
        Assert.All(result.Output, check => Assert.NotEmpty(check.Text("Remedy")));
    }

    [Theory]
    [InlineData("nodrive:/hris.json")]
    [InlineData("Env:hris.json")]
    public void A_configuration_on_no_drive_for_files_is_a_finding_too(string path)
    {
        var result = _session.Run("Test-HrisConfiguration " + path);

        Assert.Empty(result.Errors);
        var check = Assert.Single(result.Output);
        Assert.Equal(("Configuration", "Failed"), (check.Text("Check"), check.Text("Status")));
        Assert.Contains(path, check.Text("Message"), StringComparison.Ordinal);
        Assert.Contains("-Configuration", check.Text("Remedy"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_configuration_there_is_nothing_to_try_and_nobody_is_asked()
    {
        Assert.StartsWith("ConfigurationNotFound", ScriptResult.Id(_session.Fail("Test-HrisConfiguration")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_fails_and_an_empty_one_is_a_warning()
    {
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop" } }""");

        var missing = ByCheck(_session.Run("Test-HrisConfiguration source.json"));
        Directory.CreateDirectory(_session.Folder.File("drop"));
        var empty = ByCheck(_session.Run("Test-HrisConfiguration source.json"));

        Assert.Equal(("Failed", "Skipped"), (missing["Source"].Status, missing["File"].Status));
        Assert.Equal(("Passed", "Warning"), (empty["Source"].Status, empty["File"].Status));
        Assert.NotEmpty(empty["File"].Remedy);
    }

    [Fact]
    public void Groups_that_the_directory_does_not_know_are_found()
    {
        _session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\nA,Company/Nowhere,email,isNotEmpty,\n");
        _session.Folder.Write("groups.json", """
            { "connector": "test", "dataPath": "data", "directory": { "groups": [ { "path": "Company" } ] }, "groups": { "rulesFile": "rules.csv", "default": "Company" } }
            """);

        var unknown = ByCheck(_session.Run("Test-HrisConfiguration groups.json"))["Groups"];
        _session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\nA,Company,email,isNotEmpty,\n");
        var known = ByCheck(_session.Run("Test-HrisConfiguration groups.json"))["Groups"];

        Assert.Equal(("Failed", "Passed"), (unknown.Status, known.Status));
        Assert.Contains("Company/Nowhere", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_store_is_found_and_left_alone()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");
        var store = Path.Combine(_session.Folder.File("data"), "test", "store.db");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(store)!, "store.db-*"))
            File.Delete(file);
        File.WriteAllText(store, new string('x', 8192));

        var found = ByCheck(_session.Run("Test-HrisConfiguration hris.json"));

        Assert.Equal(("Failed", "Skipped", "Skipped"), (found["Store"].Status, found["Directory"].Status, found["Groups"].Status));
        Assert.Equal(new string('x', 8192), File.ReadAllText(store));
    }

    [Fact]
    public void The_table_shows_what_to_do()
    {
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop" } }""");

        var lines = _session.Show("Test-HrisConfiguration source.json").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();

        Assert.Matches(@"^Check\s+Status\s+Message$", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("Source        Failed", StringComparison.Ordinal));
        Assert.Contains("Check the path", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
    }

    private static Dictionary<string, (string Status, string Message, string Remedy)> ByCheck(ScriptResult result) =>
        result.Output.ToDictionary(check => check.Text("Check"), check => (check.Text("Status"), check.Text("Message"), check.Text("Remedy")));
}
