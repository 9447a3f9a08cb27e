using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>behaviour.md §7, never half done: killed at any instant, the next run ends in the same state as one undisturbed run; no change is
/// applied twice, no line lacks its log.</summary>
public sealed class KilledRunTests(CrashScene scene) : IClassFixture<CrashScene>
{
    private const string Interrupted = "The synchronization was interrupted";

    /// <summary>Set to 1 to kill at every step, which takes minutes; else at a sample.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("HRIS_CRASH_ALL") == "1";

    [Fact]
    public async Task Killed_at_any_durable_step_the_next_run_ends_as_an_undisturbed_one()
    {
        Strace.Require();
        var steps = await scene.StepsAsync();
        var chosen = All ? steps : Sample(steps);
        var applied = 0L;

        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (step, cancellationToken) =>
        {
            using var connector = scene.Copy();
            await Strace.KillAsync(connector, CrashScene.FileOf(connector), step, cancellationToken);
            try
            {
                Interlocked.Add(ref applied, CheckEntry(connector));
                await scene.CheckNextRunAsync(connector);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Killed before {step} of {steps.Count}: {e.Message}", e);
            }
        });

        Assert.True(applied > 1000, $"no run died with changes applied: {applied}"); // the sample reaches into the middle
        TestContext.Current.SendDiagnosticMessage("{0} of {1} steps", chosen.Count, steps.Count);
    }

    [Fact]
    public async Task Killed_again_and_again_the_last_run_ends_as_an_undisturbed_one()
    {
        Strace.Require();
        var cancellationToken = TestContext.Current.CancellationToken;
        var steps = await scene.StepsAsync();
        var renames = steps.Where(step => step.Call == "rename").ToArray(); // the log's place is tried, then the CSV log, then the JSON log
        var writes = steps.Where(step => step.Call == "pwrite64" && step.Path == "/store.db-wal").ToArray();
        using var connector = scene.Copy();

        foreach (var step in new[] { writes[writes.Length / 2], writes[writes.Length / 3], renames[^1], renames[0] })
            await Strace.KillAsync(connector, CrashScene.FileOf(connector), step, cancellationToken);

        await scene.CheckNextRunAsync(connector);
    }

    // What a power failure can do besides: the end of the write-ahead log never reached the disk. SQLite goes back to the last whole transaction.
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task With_the_end_of_the_write_ahead_log_lost_the_next_run_ends_as_an_undisturbed_one(double share)
    {
        Strace.Require();
        var steps = await scene.StepsAsync();
        using var connector = scene.Copy();
        await Strace.KillAsync(connector, CrashScene.FileOf(connector), steps.Last(step => step.Call == "rename"), TestContext.Current.CancellationToken);
        using (var log = new FileStream(StoreFile.PathOf(connector) + "-wal", FileMode.Open, FileAccess.Write))
        {
            Assert.True(log.Length > 50 * 4096, "the log is to hold both batches");
            log.SetLength((long)(log.Length * share));
        }

        var next = await connector.RunAsync(CrashScene.FileOf(connector));

        Assert.Null(next.Error);
        Assert.Equal(scene.Expected, CrashScene.StateOf(connector));
        Assert.Equal(scene.ExpectedLogs, CrashScene.LogsOf(next.Sync));
    }

    // The killed run is shown as failed with its reason, unless it died before it began; nothing half-written is left of it.
    private static long CheckEntry(TestConnector connector)
    {
        var runs = connector.Connector.GetRuns(new()).ToArray();
        Assert.InRange(runs.Length, 2, 3);
        var killed = runs.FirstOrDefault(run => run.Id == 3);
        if (killed is null || killed.Status != HrisSyncStatus.Error)
        {
            Assert.True(killed is null || CrashScene.LogsOf(killed).Length > 0); // it had ended, or not begun
            return 0;
        }

        Assert.Equal((Interrupted, null), (Assert.Single(killed.Logs), killed.CsvLogPath));
        Assert.Equal(Interrupted, JsonLogFile.Of(killed).GetProperty("logs")[0].GetString());
        Assert.Equal(["logs/000003_users.csv.json"], CrashScene.FilesOf(connector).Where(file => file.StartsWith("logs/000003", StringComparison.Ordinal)));
        return killed.Created + killed.Updated + killed.Archived;
    }

    // Each kind of call on each file, first and last; what stands around the steps that make something whole; and some in between.
    private static DurableStep[] Sample(IReadOnlyList<DurableStep> steps)
    {
        var kinds = steps.GroupBy(step => (step.Call, step.Path)).SelectMany(group => new[] { group.First(), group.Last() });
        var turns = steps.Where(step => step.Call is "rename" or "fsync").SelectMany(step => steps.Skip(step.Number - 1).Take(3)).Where(step => step.Call != "fsync");
        var spread = Enumerable.Range(0, 12).Select(i => steps[i * steps.Count / 12]);
        return [.. kinds.Concat(turns).Concat(spread).Distinct().OrderBy(step => step.Number)];
    }
}
