using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Platform;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using FakeServer = HrisConnector.FakePlatform.FakePlatform;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>A platform and a connector of their own, which stand before a day of <see cref="PlatformDays"/>.</summary>
internal sealed class PlatformCase : IAsyncDisposable
{
    public const string ConfigurationName = "hris.json";

    private PlatformCase(FakeServer platform)
    {
        Platform = platform;
        Environment.SetEnvironmentVariable(PlatformDays.SecretVariable, "secret");
        var configuration = PlatformDays.Configuration(platform.BaseUri);
        Connector = new TestConnector(configuration.Replace("\"dataPath\": \"data\",", "", StringComparison.Ordinal));
        Connector.Write(ConfigurationName, configuration);
        Connector.Write("rules.csv", PlatformDays.Rules);
        Connector.Configuration.Platform!.Patience = options => options with
        {
            FirstPause = TimeSpan.FromMilliseconds(1),
            FirstPoll = TimeSpan.FromMilliseconds(1),
            Timeout = TimeSpan.FromSeconds(3),
        };
    }

    public FakeServer Platform { get; }

    public TestConnector Connector { get; }

    /// <summary>The file of the day.</summary>
    public string File { get; private set; } = "";

    /// <summary>Makes one.</summary>
    /// <param name="lastDay">True for the last day, after two others; false for the first load.</param>
    public static async Task<PlatformCase> StartAsync(bool lastDay)
    {
        // A bulk operation is done when somebody looks at it, not before: so a run that dies leaves some undone.
        var options = new FakePlatformOptions { ReadsPerSecond = 1_000_000, WritesPerSecond = 1_000_000, BulkPolls = 0, BulkDelay = null, PageSize = 7, Clock = new ManualClock() };
        var platform = await FakeServer.StartAsync(options);
        PlatformDays.Arrange(platform.State);
        var made = new PlatformCase(platform);
        if (lastDay)
        {
            await made.RunUndisturbedAsync(PlatformDays.FirstLoad);
            PlatformDays.ChangeByHand(platform.State);
            await made.RunUndisturbedAsync(PlatformDays.SomeLeave);
        }

        made.File = made.Connector.Write("users.csv", lastDay ? PlatformDays.LastDay : PlatformDays.FirstLoad);
        platform.ClearRequests();
        return made;
    }

    /// <summary>Synchronizes the file of the day in this process.</summary>
    public Task<SyncResult> RunAsync(CancellationToken cancellationToken) =>
        Connector.Connector.SyncAsync(SourceFile.AtPath(File), new SyncOptions(), Connector.Observer, cancellationToken);

    /// <summary>All that the platform holds, how often something was done to each of its users, and all that the store remembers but its history.</summary>
    public string State()
    {
        var users = Platform.State.Users;
        string NameOf(string id) => users.FirstOrDefault(user => user.Id == id)?.Mail ?? "nobody";
        var ledger = StoreFile.Dump(Connector, "SELECT key, user_id, hex(fingerprint), state, given_groups, change FROM ledger ORDER BY key");
        foreach (var user in users)
            ledger = ledger.Replace(user.Id, NameOf(user.Id), StringComparison.Ordinal);
        return string.Join(
            "\n--\n",
            Platform.State.Snapshot(),
            string.Join('\n', users.Select(user => $"{user.Mail} deleted {user.Deletions}, restored {user.Restorations}").Order(StringComparer.Ordinal)),
            "invited " + string.Join(' ', Platform.State.Invitations.Select(NameOf).Order(StringComparer.Ordinal)),
            ledger,
            StoreFile.Dump(Connector, "SELECT * FROM managed_group ORDER BY 1"),
            StoreFile.Dump(Connector, "SELECT (SELECT COUNT(*) FROM unlogged_run), (SELECT COUNT(*) FROM intent)"));
    }

    public async ValueTask DisposeAsync()
    {
        Connector.Dispose();
        await Platform.DisposeAsync();
    }

    private async Task RunUndisturbedAsync(string text)
    {
        File = Connector.Write("before.csv", text);
        var result = await RunAsync(CancellationToken.None);
        if (result.Error is not null)
            throw result.Error;
    }
}
