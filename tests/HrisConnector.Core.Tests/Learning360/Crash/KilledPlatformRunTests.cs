using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>behaviour.md §7, never half done, with the learning platform: killed between any two requests, the next run ends in the same
/// state as one undisturbed run; no change is applied twice, no line lacks its log.</summary>
public sealed class KilledPlatformRunTests(PlatformScene scene) : IClassFixture<PlatformScene>
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Killed_at_any_request_the_next_run_ends_as_an_undisturbed_one(bool lastDay, bool afterEffect)
    {
        var failures = new ConcurrentBag<string>();
        var killed = 0;
        var points = Points.Of(scene.Day(lastDay).Requests, sample: lastDay ? 4 : 2).ToArray();

        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken }, async (point, cancellationToken) =>
        {
            await using var day = await PlatformCase.StartAsync(lastDay);
            var request = await DyingRun.RunAsync(day, point, afterEffect, cancellationToken);
            try
            {
                if (request is null)
                {
                    scene.CheckState(day, lastDay); // the order of parallel requests is not always the same: this run needed fewer
                    return;
                }

                Interlocked.Increment(ref killed);
                CheckEntry(day);
                await scene.CheckNextRunAsync(day, lastDay);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failures.Add($"Killed {(afterEffect ? "after" : "before")} request {point}, {request}: {e.Message}");
            }
        });

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
        Assert.InRange(killed, points.Length * 9 / 10, points.Length);
    }

    [Fact]
    public async Task Killed_again_and_again_the_last_run_ends_as_an_undisturbed_one()
    {
        await using var day = await PlatformCase.StartAsync(lastDay: true);
        foreach (var (point, afterEffect) in new (int, bool)[] { (50, true), (30, false), (20, true), (10, false) })
            Assert.NotNull(await DyingRun.RunAsync(day, point, afterEffect, TestContext.Current.CancellationToken));

        await scene.CheckNextRunAsync(day, lastDay: true);
    }

    // The run that died is shown as failed with its reason.
    private static void CheckEntry(PlatformCase day)
    {
        var run = day.Connector.Connector.GetRuns(new()).First();
        Assert.Equal((HrisSyncStatus.Error, "The synchronization was interrupted", null), (run.Status, Assert.Single(run.Logs), run.CsvLogPath));
        Assert.True(File.Exists(run.JsonLogPath), "the log of the killed run");
    }
}
