using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Store;

/// <summary>A store that cannot be looked at is not one that is not there: everybody in it would look new.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoreNotVisibleTests
{
    [Fact]
    public async Task A_store_behind_a_broken_path_is_unavailable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links that lead to themselves are made on Unix alone.");
        using var connector = new TestConnector();
        Directory.CreateDirectory(connector.Configuration.DataPath);
        Directory.CreateSymbolicLink(connector.Configuration.StorePath, connector.Configuration.StorePath);

        await IsUnavailableAsync(connector);
    }

    // Root sees everything; a link is what stands in its way above.
    [Theory]
    [InlineData("")]
    [InlineData("logs")]
    public async Task A_store_in_a_folder_of_another_account_is_unavailable(string forbidden)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of modes.");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "To root no folder is forbidden.");
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        if (forbidden.Length > 0)
            File.Delete(StoreFile.PathOf(connector));
        var folder = Path.Combine(connector.Configuration.StorePath, forbidden);
        File.SetUnixFileMode(folder, UnixFileMode.None);
        try
        {
            await IsUnavailableAsync(connector);
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task IsUnavailableAsync(TestConnector connector)
    {
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + Line("A") + "\n");

        Assert.Equal(HrisErrors.StoreUnavailable, (await Assert.ThrowsAsync<HrisException>(() => connector.SyncAsync(path, preview: true))).Error);
        var failure = Assert.Throws<HrisException>(() => connector.Connector.GetRuns(new()).Count());

        Assert.Equal(HrisErrors.StoreUnavailable, failure.Error);
        Assert.Equal($"The connector's folder {connector.Configuration.StorePath} cannot be made or opened.", failure.Message);
    }
}
