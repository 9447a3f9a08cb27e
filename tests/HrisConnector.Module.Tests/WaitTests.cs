using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>A second run on the same connector waits when it is asked to (behaviour.md §7).</summary>
public sealed class WaitTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public WaitTests()
    {
        _session.Folder.Write("a.csv", UsersFile.Of(UsersFile.User("A")));
        _session.Folder.Write("b.csv", UsersFile.Of(UsersFile.User("B")));
        Directory.CreateDirectory(_session.Folder.File("data/test"));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_says_that_it_waits_and_begins_when_the_other_run_has_ended()
    {
        using var other = Lock();

        var result = RunAndWhenWaiting("Invoke-HrisSync a.csv -Configuration hris.json -WaitSeconds 600 -Verbose", other.Dispose);

        Assert.Equal(1, result.Single().Number("Created"));
    }

    [Fact]
    public void When_the_time_is_over_it_is_refused()
    {
        using var other = Lock();

        var error = _session.Fail("Invoke-HrisSync a.csv -Configuration hris.json -WaitSeconds 1");

        Assert.Equal("RunAlreadyActive", ScriptResult.Id(error));
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
    }

    [Fact]
    public void Each_file_of_a_call_waits_for_its_turn()
    {
        // Another run begins between the two files.
        const string script = """
            Invoke-HrisSync a.csv, b.csv -Configuration hris.json -WaitSeconds 600 -Verbose -Force | ForEach-Object {
                if ($_.File -eq 'a.csv') { [AppDomain]::CurrentDomain.SetData('WaitTests', [IO.File]::Open("$PWD/data/test/run.lock", 'Open', 'ReadWrite', 'None')) }
                $_
            }
            """;

        var result = RunAndWhenWaiting(script, () => ((IDisposable)AppDomain.CurrentDomain.GetData("WaitTests")!).Dispose());

        Assert.Equal(["a.csv", "b.csv"], result.Select(sync => sync.Text("File")));
    }

    [Fact]
    public void The_entry_of_a_source_that_cannot_be_looked_at_waits_as_well()
    {
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop" } }""");
        using var other = Lock();

        var result = RunAndWhenWaiting("Invoke-HrisSync -Configuration source.json -WaitSeconds 600 -Verbose", other.Dispose);

        Assert.Equal("Failed", result.Single().Text("StatusText"));
    }

    [Fact]
    public void Ctrl_C_ends_the_waiting_and_leaves_no_entry()
    {
        using var other = Lock();
        using var shell = _session.Script("Invoke-HrisSync a.csv -Configuration hris.json -WaitSeconds 86400 -Verbose");
        using var waiting = new ManualResetEventSlim();
        shell.Streams.Verbose.DataAdded += (_, _) => waiting.Set();
        var run = shell.BeginInvoke();
        Assert.True(waiting.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        shell.Stop();

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
        Assert.Empty(_session.Run("Get-HrisSync -Configuration hris.json").Output);
    }

    [Fact]
    public void A_file_that_the_other_run_has_taken_is_a_warning_and_no_failure()
    {
        Directory.CreateDirectory(_session.Folder.File("drop"));
        _session.Folder.Write("drop/users.csv", UsersFile.Of(UsersFile.User("A")));
        _session.Folder.Write("source.json", """{ "connector": "test", "dataPath": "data", "source": { "folder": "drop", "fileName": "users.csv", "afterSync": "delete" } }""");
        using var other = Lock();

        var result = RunAndWhenWaiting(
            "Invoke-HrisSync -Configuration source.json -WaitSeconds 600 -Verbose -WarningVariable warned; $warned",
            () =>
            {
                File.Delete(_session.Folder.File("drop/users.csv"));
                other.Dispose();
            });

        Assert.StartsWith("users.csv is no longer in the source", result.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(_session.Run("Get-HrisSync -Configuration source.json").Output);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("86401")]
    public void More_than_a_day_or_less_than_nothing_is_no_time(string seconds)
    {
        Assert.StartsWith("ParameterArgumentValidationError", ScriptResult.Id(_session.Fail($"Invoke-HrisSync a.csv -Configuration hris.json -WaitSeconds {seconds}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_whose_process_is_killed_lets_the_waiting_one_begin()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot halt a process.");
        UsersFile.WriteLarge(_session.Folder.File("large.csv"), 30_000);
        using var first = ShellProcess.Start(_session.Folder.Path, "-Command", "Invoke-HrisSync large.csv -Configuration hris.json");
        while (!File.Exists(_session.Folder.File("data/test/store.db")) && !first.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        // Halted, it holds the lock for as long as the test needs.
        Signal(first, "-STOP");
        Assert.True(IsLocked());

        var result = RunAndWhenWaiting("Invoke-HrisSync a.csv -Configuration hris.json -WaitSeconds 600 -Verbose", () => Signal(first, "-KILL"));
        var history = _session.Run("Get-HrisSync -Configuration hris.json").Output;

        Assert.Equal("Successful", result.Single().Text("StatusText"));
        Assert.All(history.Skip(1), sync => Assert.Equal("Failed", sync.Text("StatusText")));
    }

    [Fact]
    public async Task The_lock_of_another_user_counts()
    {
        await File.WriteAllTextAsync(LockPath, "", TestContext.Current.CancellationToken);
        OpenToEverybody(LockPath, UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        OpenToEverybody(_session.Folder.Path, UnixFileMode.OtherExecute);
        using var holder = OtherUser.Start("bash", "-c", $"exec 9<>'{LockPath}' && flock 9 && echo held && read -r");
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        var error = _session.Fail("Invoke-HrisSync a.csv -Configuration hris.json");
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("RunAlreadyActive", ScriptResult.Id(error));
        Assert.Equal(1, _session.Run("Invoke-HrisSync a.csv -Configuration hris.json").Output.Single().Number("Created"));
    }

    [Fact]
    public async Task A_user_without_rights_on_the_store_is_told_so_and_does_not_wait()
    {
        _session.Run("Invoke-HrisSync a.csv -Configuration hris.json");
        foreach (var folder in new[] { "", "data", "data/test" })
        {
            OpenToEverybody(_session.Folder.File(folder), UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        using var other = Lock();
        using (var probe = OtherUser.Start("dotnet", Built.Shell, "-ModulePath", Built.Manifest, "-Command", "exit 0"))
        {
            Assert.SkipUnless((await ShellProcess.EndAsync(probe)).ExitCode == 0, "Another user may not start the build.");
        }

        using var shell = OtherUser.Start("dotnet", Built.Shell, "-ModulePath", Built.Manifest, "-Command", $"Invoke-HrisSync '{_session.Folder.File("a.csv")}' -Configuration '{_session.Folder.File("hris.json")}' -WaitSeconds 600");
        var result = await ShellProcess.EndAsync(shell);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot be written by this account", result.Error, StringComparison.Ordinal);
    }

    private string LockPath => _session.Folder.File("data/test/run.lock");

    private FileStream Lock() => File.Open(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private bool IsLocked()
    {
        try
        {
            using var free = File.Open(LockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private PSDataCollection<PSObject> RunAndWhenWaiting(string script, Action action)
    {
        using var shell = _session.Script(script);
        var waits = 0;
        shell.Streams.Verbose.DataAdded += (_, added) =>
        {
            if (shell.Streams.Verbose[added.Index].Message.Contains("waiting up to 600 seconds", StringComparison.Ordinal) && Interlocked.Increment(ref waits) == 1)
            {
                action();
            }
        };
        var run = shell.BeginInvoke();
        Assert.True(run.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(60)), "the run waits although nobody is there");
        Assert.Equal(1, waits);
        return shell.EndInvoke(run);
    }

    private static void OpenToEverybody(string path, UnixFileMode rights)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | rights);
        }
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
