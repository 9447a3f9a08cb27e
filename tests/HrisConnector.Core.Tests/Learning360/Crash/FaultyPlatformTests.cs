using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Crash;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>Whatever goes wrong with any one request, the run itself makes up for it, or the next one does.</summary>
public sealed class FaultyPlatformTests(PlatformScene scene) : IClassFixture<PlatformScene>
{
    [Theory]
    [InlineData(FaultKind.DropBeforeCommit)]
    [InlineData(FaultKind.DropAfterCommit)]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.TooManyRequests)]
    [InlineData(FaultKind.TokenRevoked)]
    [InlineData(FaultKind.Hang)]
    public async Task A_fault_at_any_request_changes_nothing_of_the_end(FaultKind kind)
    {
        var failures = new ConcurrentBag<string>();
        var own = 0;
        foreach (var lastDay in new[] { false, true })
        {
            var points = Points.Of(scene.Day(lastDay).Requests, sample: kind == FaultKind.Hang ? 2 : 6);
            await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (point, _) =>
            {
                await using var day = await PlatformCase.StartAsync(lastDay);
                var fault = day.Platform.Faults.Add(kind, after: point - 1);
                try
                {
                    if (await EndsAsUndisturbedAsync(day, lastDay))
                        System.Threading.Interlocked.Increment(ref own);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    var request = day.Platform.Requests.ElementAtOrDefault(point - 1)?.Operation;
                    failures.Add($"{kind} at request {point} of the {(lastDay ? "last" : "first")} day, about {request} ({fault.Hits}): {e.Message}");
                }
            });
        }

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
        Assert.True(own > 0, "no run made up for its fault itself");
        TestContext.Current.SendDiagnosticMessage("{0}: {1} runs made up for it themselves", kind, own);
    }

    // True when the run itself came to the end of an undisturbed one.
    private async Task<bool> EndsAsUndisturbedAsync(PlatformCase day, bool lastDay)
    {
        var expected = scene.Day(lastDay);
        var run = await day.RunAsync(TestContext.Current.CancellationToken);
        PlatformScene.CheckRequests(day);
        if (run.Error is null && CrashScene.LogsOf(run.Sync) == expected.Logs && day.State() == expected.State)
            return true;
        if (run.Error is not null)
        {
            await scene.CheckNextRunAsync(day, lastDay);
            return false;
        }

        // Some line could not be settled, and the log says so; the next run settles it, and then has nothing to say of the others.
        var first = CsvLogFile.Of(run.Sync).Joined;
        var next = await day.RunAsync(TestContext.Current.CancellationToken);
        Assert.Null(next.Error);
        var second = CsvLogFile.Of(next.Sync).Joined;
        for (var i = 0; i < expected.Outcomes.Length; i++)
            Assert.True(first[i] == expected.Outcomes[i] || second[i] == expected.Outcomes[i], $"line {i}: {first[i]}, then {second[i]}; undisturbed {expected.Outcomes[i]}");
        scene.CheckState(day, lastDay);
        return false;
    }
}
