using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Ctrl-C: over within two seconds, and the store and the logs are closed in order.</summary>
public sealed class StopTests : IDisposable
{
    private const int Users = 60_000;
    private readonly ModuleSession _session = new();

    public StopTests() => UsersFile.WriteLarge(_session.Folder.File("users.csv"), Users);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_synchronization_stops_within_two_seconds_and_the_next_one_completes_its_work()
    {
        StopWhenWorking("Invoke-HrisSync users.csv -Configuration hris.json");

        var stopped = _session.Run("Get-HrisSync -Configuration hris.json").Output.Single();
        var next = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        Assert.Equal("Failed", stopped.Text("StatusText"));
        Assert.Empty(next.Errors);
        Assert.Equal("Successful", next.Output.Single().Text("StatusText"));
        Assert.Equal(Users, next.Output.Single().Number("Lines"));
        Assert.Equal(Users, _session.Run("@(Get-HrisUser -Configuration hris.json).Count").Output.Single().BaseObject);
    }

    [Fact]
    public void A_check_stops_within_two_seconds_and_lets_go_of_the_file()
    {
        StopWhenWorking("while ($true) { Test-HrisCsv users.csv }");

        using var file = System.IO.File.Open(_session.Folder.File("users.csv"), System.IO.FileMode.Open, System.IO.FileAccess.ReadWrite, System.IO.FileShare.None);
        Assert.True(file.Length > 0);
    }

    private void StopWhenWorking(string script)
    {
        using var shell = _session.Script(script);
        using var working = new ManualResetEventSlim();
        shell.Streams.Progress.DataAdded += (_, _) => working.Set();
        var run = shell.BeginInvoke();
        Assert.True(working.Wait(TimeSpan.FromSeconds(30)), "the command shows progress");

        var clock = Stopwatch.StartNew();
        shell.Stop();

        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
    }
}
