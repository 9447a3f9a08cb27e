using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>The shell: the module is there, and the exit code is pwsh's.</summary>
public sealed class ShellTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("Test-HrisCsv missing.csv", 1)]
    [InlineData("Test-HrisCsv missing.csv; 'done'", 0)]
    [InlineData("throw 'it'", 1)]
    [InlineData("this is ( no script", 1)]
    public async Task A_command_ends_with_the_exit_code_of_pwsh(string command, int code)
    {
        var result = await ShellProcess.RunAsync(_folder.Path, "-Command", command);

        Assert.Equal(code, result.ExitCode);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("& \"$PSScriptRoot/inner.ps1\"; 'done'", 0)]
    [InlineData("Test-HrisCsv missing.csv", 0)]
    [InlineData("dotnet no-such-command; 'done'", 0)]
    [InlineData("throw 'it'", 1)]
    [InlineData("this is ( no script", 1)]
    public async Task A_file_ends_with_the_exit_code_of_pwsh(string text, int code)
    {
        _folder.Write("inner.ps1", "exit 5");
        _folder.Write("script.ps1", text);

        var result = await ShellProcess.RunAsync(_folder.Path, "-File", "script.ps1");

        Assert.Equal(code, result.ExitCode);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_a_bad_argument()
    {
        Assert.Equal(64, (await ShellProcess.RunAsync(_folder.Path, "-File", "missing.ps1")).ExitCode);
    }

    [Fact]
    public async Task The_arguments_after_a_file_are_bound_by_name_and_by_position()
    {
        _folder.Write("script.ps1", "param([string]$Name, [int]$Count, [switch]$On, [switch]$Off) \"$Name|$Count|$On|$Off|$args\"");

        var result = await ShellProcess.RunAsync(_folder.Path, "-File", "script.ps1", "-Count", "3", "Zoé L", "-On", "-Off:$false", "-5");

        Assert.Equal("Zoé L|3|True|False|-5", result.Output.Trim());
    }

    [Fact]
    public async Task Output_is_formatted_and_errors_and_warnings_go_to_the_error_stream()
    {
        _folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _folder.Write("hris.json", """{ "connector": "test", "dataPath": "data" }""");

        var result = await ShellProcess.RunAsync(_folder.Path, "-Command", "Invoke-HrisSync users.csv, missing.csv -Configuration hris.json -Verbose");

        Assert.Contains("Successful", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.Contains("VERBOSE: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("Invoke-HrisSync: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("missing.csv", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("missing.csv", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_an_error_and_never_a_hang()
    {
        _folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = await ShellProcess.RunAsync(_folder.Path, "-Command", "Invoke-HrisSync users.csv -Confirm");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("not interactive", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_script_in_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot send Ctrl-C to one process.");
        UsersFile.WriteLarge(_folder.File("users.csv"), 50_000);
        using var process = ShellProcess.Start(_folder.Path, "-Command", "[System.IO.File]::WriteAllText('started', ''); while ($true) { Test-HrisCsv users.csv -Quiet }");
        while (!File.Exists(_folder.File("started")))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var result = await ShellProcess.EndAsync(process);

        Assert.Equal(130, result.ExitCode);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 3_000);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }
}
