using System;
using System.Threading.Tasks;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Crash;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>What an undisturbed run of each day leaves.</summary>
public sealed class PlatformScene : IAsyncLifetime
{
    private readonly Undisturbed?[] _days = new Undisturbed?[2];

    public async ValueTask InitializeAsync()
    {
        _days[0] = await RunAsync(lastDay: false);
        _days[1] = await RunAsync(lastDay: true);
    }

    public ValueTask DisposeAsync() => default;

    internal Undisturbed Day(bool lastDay) => _days[lastDay ? 1 : 0]!;

    /// <summary>Runs again: then everything stands as after one undisturbed run, and the logs of the run are those of one.</summary>
    internal async Task CheckNextRunAsync(PlatformCase disturbed, bool lastDay)
    {
        var next = await disturbed.RunAsync(TestContext.Current.CancellationToken);
        Assert.Null(next.Error);
        CheckState(disturbed, lastDay);
        Assert.Equal(Day(lastDay).Logs, CrashScene.LogsOf(next.Sync));
        CheckRequests(disturbed);
    }

    internal void CheckState(PlatformCase disturbed, bool lastDay) => Assert.Equal(Day(lastDay).State, disturbed.State());

    /// <summary>Every request is as the published documents have it, where they are at hand.</summary>
    internal static void CheckRequests(PlatformCase disturbed)
    {
        if (OpenApiDocuments.Find() is not { } documents)
            return;
        var validator = new OpenApiRequestValidator(documents);
        Assert.All(disturbed.Platform.Requests, request => Assert.Empty(validator.Validate(request)));
    }

    private static async Task<Undisturbed> RunAsync(bool lastDay)
    {
        await using var day = await PlatformCase.StartAsync(lastDay);
        var run = await day.RunAsync(TestContext.Current.CancellationToken);
        Assert.Null(run.Error);
        CheckRequests(day);
        return new Undisturbed(run.Sync, day.State(), CrashScene.LogsOf(run.Sync), CsvLogFile.Of(run.Sync).Joined, day.Platform.Requests.Count);
    }

    /// <summary>What a run leaves that nobody disturbs.</summary>
    /// <param name="Sync">Its entry.</param>
    /// <param name="State">What the platform and the store hold.</param>
    /// <param name="Logs">Its logs without their times.</param>
    /// <param name="Outcomes">What its CSV log says of each line.</param>
    /// <param name="Requests">How many requests it made.</param>
    internal sealed record Undisturbed(HrisSync Sync, string State, string Logs, string[] Outcomes, int Requests);
}
