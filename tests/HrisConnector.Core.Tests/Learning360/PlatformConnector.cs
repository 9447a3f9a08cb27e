using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using FakeServer = HrisConnector.FakePlatform.FakePlatform;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>A connector whose directory is a fake platform of its own.</summary>
internal sealed class PlatformConnector : IAsyncDisposable
{
    public const string Name = "hris";
    private const string SecretVariable = "HRIS_TEST_CLIENT_SECRET";

    private PlatformConnector(FakeServer platform, string further)
    {
        Platform = platform;
        Environment.SetEnvironmentVariable(SecretVariable, "secret");
        Connector = new TestConnector(
            $$"""
            {
              "directory": { "type": "360learning", "baseUri": "{{platform.BaseUri}}", "clientId": "client", "clientSecret": { "environment": "{{SecretVariable}}" },
                             "platform": "{{Name}}", "readsPerSecond": 5000, "writesPerSecond": 5000 }{{(further.Length > 0 ? "," : "")}}
              {{further}}
            }
            """);
    }

    public FakeServer Platform { get; }

    public TestConnector Connector { get; }

    /// <summary>Starts one.</summary>
    /// <param name="further">Further sections of the configuration.</param>
    /// <param name="arrange">Fills the platform before.</param>
    /// <param name="options">How the platform is; its limits are out of the way otherwise.</param>
    public static async Task<PlatformConnector> StartAsync(string further = "", Action<PlatformState>? arrange = null, FakePlatformOptions? options = null)
    {
        var platform = await FakeServer.StartAsync((options ?? new FakePlatformOptions()) with { ReadsPerSecond = 100_000, WritesPerSecond = 100_000, BulkDelay = TimeSpan.Zero });
        arrange?.Invoke(platform.State);
        return new PlatformConnector(platform, further);
    }

    /// <summary>Synchronizes lines under the default header.</summary>
    public Task<SyncResult> SyncAsync(params string[] lines) => SyncFileAsync(TestConnector.Header + "\n" + string.Join("\n", lines) + "\n");

    public Task<SyncResult> SyncFileAsync(string text, bool full = false) => Connector.SyncAsync(Connector.Write("users.csv", text), full: full, force: true);

    /// <summary>The user of a unique identifier.</summary>
    public PlatformUser? User(string uniqueId) => Platform.State.UserByExternalId(Name, uniqueId);

    /// <summary>The operations that were asked for since the last time, the token left out, and how often each.</summary>
    public IReadOnlyDictionary<string, int> TakeRequests()
    {
        var requests = Platform.Requests.Where(request => !request.Operation.EndsWith("/token", StringComparison.Ordinal)).ToArray();
        Platform.ClearRequests();
        return requests.GroupBy(request => request.Operation).ToDictionary(group => group.Key, group => group.Count());
    }

    public async ValueTask DisposeAsync()
    {
        Connector.Dispose();
        await Platform.DisposeAsync();
    }
}
