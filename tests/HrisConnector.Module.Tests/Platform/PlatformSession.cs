using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;
using FakeServer = HrisConnector.FakePlatform.FakePlatform;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>The module in the engine, and a learning platform that is its directory. At the end every request that the module sent is checked
/// against the published documents, where they are at hand.</summary>
internal sealed class PlatformSession : IAsyncDisposable
{
    public const string Secret = "PlantedClientSecret7";
    public const string Header = UsersFile.Header + ",Cost center";
    private const string SecretFile = "client.secret";

    private PlatformSession(FakeServer platform)
    {
        Platform = platform;
        WriteSecret(Secret);
        Configure(_ => { });
    }

    public FakeServer Platform { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>Starts one. The platform's limits are out of the way.</summary>
    public static async Task<PlatformSession> StartAsync(Action<PlatformState>? arrange = null)
    {
        var options = new FakePlatformOptions { ClientSecret = Secret, ReadsPerSecond = 1_000_000, WritesPerSecond = 1_000_000, BulkPolls = 0, BulkDelay = TimeSpan.Zero };
        var platform = await FakeServer.StartAsync(options);
        arrange?.Invoke(platform.State);
        return new PlatformSession(platform);
    }

    /// <summary>Writes <c>hris.json</c>: the usual configuration, changed.</summary>
    public void Configure(Action<JsonObject> change)
    {
        var configuration = JsonNode.Parse($$"""
            {
              "connector": "test", "dataPath": "data",
              "source": { "folder": "drop", "fileName": "*.csv" },
              "directory": { "type": "360learning", "baseUri": "{{Platform.BaseUri}}", "clientId": "client", "clientSecret": { "file": "{{SecretFile}}" },
                             "platform": "hris", "readsPerSecond": 10000, "writesPerSecond": 10000 }
            }
            """)!.AsObject();
        change(configuration);
        Session.Folder.Write("hris.json", configuration.ToJsonString());
    }

    public void WriteSecret(string secret) => SshServer.Permit(Session.Folder.Write(SecretFile, secret + "\n"), "rw-------");

    /// <summary>Synchronizes lines under the default header and the column of the cost center.</summary>
    public ScriptResult Sync(IEnumerable<string> lines, string arguments = "")
    {
        Session.Folder.Write("users.csv", Header + "\n" + string.Concat(lines.Select(line => line + "\n")));
        return Session.Run($"Invoke-HrisSync users.csv -Configuration hris.json {arguments}");
    }

    /// <summary>Synchronizes lines without an error, and gives the entry.</summary>
    public System.Management.Automation.PSObject SyncWell(IEnumerable<string> lines, string arguments = "")
    {
        var result = Sync(lines, arguments);
        Assert.Empty(result.Errors);
        return result.Output.Single();
    }

    /// <summary>The status of each line in a CSV log.</summary>
    public static string[] Statuses(string csvLog) => [.. File.ReadLines(csvLog).Skip(1).Select(line => line.Split(',')[0])];

    public PlatformUser User(string uniqueId) => Platform.State.UserByExternalId("hris", uniqueId)!;

    /// <summary>The requests since the last time by their operations.</summary>
    public IReadOnlyDictionary<string, int> TakeRequests()
    {
        var requests = Platform.Requests;
        Platform.ClearRequests();
        return requests.GroupBy(request => request.Operation).ToDictionary(group => group.Key, group => group.Count());
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Platform.DisposeAsync();
        Assert.Empty(Violations(Platform.Requests));
    }

    /// <summary>What the published documents do not allow of these requests; nothing where they are not at hand.</summary>
    public static string[] Violations(IReadOnlyList<RecordedRequest> requests) =>
        OpenApiDocuments.Find() is { } documents ? [.. requests.SelectMany(new OpenApiRequestValidator(documents).Validate).Distinct()] : [];
}
