using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>samples/Invoke-NightlySync.ps1 as a scheduler starts it: the exit code says how the night was.</summary>
public sealed class NightlySyncTests : IDisposable
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "../../../samples/Invoke-NightlySync.ps1"));
    private readonly TempFolder _folder = new();

    public NightlySyncTests()
    {
        Directory.CreateDirectory(_folder.File("drop"));
        _folder.Write("hris.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop", "fileName": "*.csv", "afterSync": "delete" } }""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Success_is_0_and_one_line_with_the_counts()
    {
        Deliver("users.csv", UsersFile.User("E1"), UsersFile.User("E2"));

        var result = await RunAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ users\.csv: Successful: run 1, lines 2, created 2, updated 0, archived 0, duplicate 0, ignored 0, unchanged 0\r?\n$", result.Output);
    }

    [Fact]
    public async Task Failed_is_1_and_the_error_id_is_said_with_what_to_do()
    {
        _folder.Write("drop/users.csv", "");

        var result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(" users.csv: Failed: run 1, lines 0,", result.Output, StringComparison.Ordinal);
        Assert.Contains(" FileEmpty: File is empty", result.Output, StringComparison.Ordinal);
        Assert.Contains(" Check the export of the HR system", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_are_2_and_nobody_is_named()
    {
        Deliver("users.csv", UsersFile.User("E1"), UsersFile.User("E4711", firstName: "", lastName: "Plantedname", email: "planted@example.org"));

        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(" users.csv: Successful with error(s): run 1, lines 2, created 1,", result.Output, StringComparison.Ordinal);
        foreach (var planted in new[] { "4711", "planted", "example.org" })
        {
            Assert.DoesNotContain(planted, result.Output + result.Error, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_safety_limit_is_3()
    {
        var everybody = Enumerable.Range(1, 20).Select(number => "E" + number).ToList();
        Deliver("1.csv", [.. everybody.Select(id => UsersFile.User(id))]);
        Deliver("2.csv", [.. everybody.Select(UsersFile.Leaver)]);

        var result = await RunAsync();

        Assert.Equal(3, result.ExitCode);
        Assert.Contains(" 1.csv: Successful: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(" SafetyThresholdExceeded: Safety threshold exceeded: 20 of 20 users", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("drop/2.csv")));
    }

    [Fact]
    public async Task Another_active_run_is_4_also_after_the_waiting()
    {
        Deliver("users.csv", UsersFile.User("E1"));
        Directory.CreateDirectory(_folder.File("data/test"));
        using var other = File.Open(_folder.File("data/test/run.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var result = await RunAsync("-WaitSeconds", "1");

        Assert.Equal(4, result.ExitCode);
        Assert.Equal(1, result.Output.Split("RunAlreadyActive").Length - 1);
    }

    [Fact]
    public async Task With_several_files_a_failure_comes_before_a_limit_and_a_limit_before_warnings()
    {
        var everybody = Enumerable.Range(1, 20).Select(number => "E" + number).ToList();
        Deliver("1.csv", [.. everybody.Select(id => UsersFile.User(id)), UsersFile.User("E21", firstName: "")]);
        Deliver("2.csv", [.. everybody.Select(UsersFile.Leaver)]);

        var limited = await RunAsync();
        Deliver("0.csv", UsersFile.User("E1", firstName: ""));
        _folder.Write("drop/3.csv", "");
        var failed = await RunAsync();

        Assert.Equal(3, limited.ExitCode);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("SafetyThresholdExceeded", failed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_waiting_is_0_with_a_warning_and_1_when_a_file_comes_every_night()
    {
        var quiet = await RunAsync();
        var strict = await RunAsync("-FailWhenEmpty");

        Assert.Equal((0, 1), (quiet.ExitCode, strict.ExitCode));
        Assert.Contains("Warning: no users file was processed", quiet.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_configuration_or_with_a_faulty_one_it_is_1_and_never_a_question()
    {
        _folder.Write("faulty.json", "{\n  \"conector\": \"x\"\n}");

        var missing = await ShellProcess.RunAsync(_folder.Path, "-File", Script);
        var faulty = await ShellProcess.RunAsync(_folder.Path, "-File", Script, "-Configuration", "faulty.json", "-ModulePath", Built.Manifest);

        Assert.Equal((1, 1), (missing.ExitCode, faulty.ExitCode));
        Assert.Contains("The parameter -Configuration is missing.", missing.Output, StringComparison.Ordinal);
        Assert.Contains("ConfigurationInvalid: The configuration file", faulty.Output, StringComparison.Ordinal);
        Assert.Contains("line 2: ", faulty.Output, StringComparison.Ordinal);
    }

    // By name and age: the oldest is taken first.
    private void Deliver(string name, params string[] lines)
    {
        var path = _folder.Write(Path.Combine("drop", name), UsersFile.Of(lines));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, name[0] % 24, 0, 0, DateTimeKind.Utc));
    }

    private Task<ShellResult> RunAsync(params string[] arguments) =>
        ShellProcess.RunAsync(_folder.Path, ["-File", Script, "-Configuration", "hris.json", .. arguments]);
}
