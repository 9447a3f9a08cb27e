using System;
using System.Management.Automation;
using System.Threading;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>A second run on the same connector refuses with a clear error (behaviour.md §7).</summary>
public sealed class OneAtATimeTests : IDisposable
{
    private readonly ModuleSession _first = new();
    private readonly ModuleSession _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public void While_one_run_is_active_another_one_is_refused()
    {
        UsersFile.WriteLarge(_first.Folder.File("users.csv"), 500_000); // long enough on a busy machine; it is stopped below
        _second.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        using var shell = _first.Script("Invoke-HrisSync users.csv -Configuration hris.json");
        using var working = new ManualResetEventSlim();
        shell.Streams.Progress.DataAdded += (_, _) => working.Set();
        shell.BeginInvoke();
        Assert.True(working.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        var error = _second.Fail($"Invoke-HrisSync users.csv -Configuration '{_first.Folder.File("hris.json")}'");
        shell.Stop();

        Assert.Equal("RunAlreadyActive", ScriptResult.Id(error));
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
    }
}
