using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>A disk that is full, fails or is read-only: the run ends as failed and says which part could not be written; when the disk is good
/// again, the next run ends as an undisturbed one.</summary>
public sealed class FaultyDiskTests(CrashScene scene) : IClassFixture<CrashScene>
{
    [Fact]
    public async Task A_run_on_a_failing_disk_says_so_and_the_next_one_ends_as_an_undisturbed_one()
    {
        Strace.Require();
        var steps = await scene.StepsAsync();
        var said = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(Faults(steps), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (fault, cancellationToken) =>
        {
            using var connector = scene.Copy();
            var answer = await Strace.HinderAsync(connector, CrashScene.FileOf(connector), fault.Step, fault.Error, fault.ForEver, cancellationToken);
            said.Add(answer);
            try
            {
                Assert.Contains(answer, fault.Answers);
                Assert.DoesNotContain(connector.Connector.GetRuns(new()), run => run.Status == HrisSyncStatus.Running);
                await scene.CheckNextRunAsync(connector);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new InvalidOperationException($"{fault.Error} at {fault.Step}, answered {answer}: {e.Message}", e);
            }
        });

        Assert.Superset(new HashSet<string> { "StoreUnavailable", "WorkFolderNotWritten", "LogNotWritten" }, said.ToHashSet());
    }

    private static IEnumerable<Fault> Faults(IReadOnlyList<DurableStep> steps)
    {
        DurableStep[] Of(string call, string path) => [.. steps.Where(step => step.Call == call && step.Path.EndsWith(path, StringComparison.Ordinal))];
        var store = Of("pwrite64", "/store.db-wal");
        var checkpoint = Of("pwrite64", "/store.db");
        foreach (var error in new[] { "ENOSPC", "EIO" })
        {
            yield return new(store[0], error, true, "StoreUnavailable");
            yield return new(store[store.Length / 3], error, true, "StoreUnavailable");
            yield return new(store[^1], error, true, "StoreUnavailable");
            yield return new(store[store.Length / 2], error, false, "StoreUnavailable");
            yield return new(Of("pwrite64", "/users")[0], error, true, "WorkFolderNotWritten");
            yield return new(Of("pwrite64", "/plan")[0], error, false, "WorkFolderNotWritten");
            yield return new(Of("pwrite64", ".csv.part")[0], error, true, "LogNotWritten");
            yield return new(Of("pwrite64", ".json.part")[^1], error, false, "LogNotWritten");
            yield return new(checkpoint[0], error, true, "Warning"); // the run has ended: the rest stays in the -wal file
        }

        // .NET does not say when a file cannot be brought to the disk (fsync); the store does.
        yield return new(Of("fsync", "/store.db-wal")[0], "EIO", true, "StoreUnavailable");
        yield return new(Of("rename", ".csv.part")[0], "EIO", true, "LogNotWritten", "Warning"); // .NET copies what it cannot rename
        yield return new(Of("mkdir", "/work")[0], "ENOSPC", true, "WorkFolderNotWritten");
        yield return new(Of("ftruncate", "/store.db-shm")[0], "ENOSPC", true, "StoreUnavailable");
        foreach (var name in new[] { "/run.lock", "/store.db", "/store.db-wal" })
            yield return new(Of("openat", name)[0], "EROFS", false, "StoreUnavailable");
    }

    private sealed record Fault(DurableStep Step, string Error, bool ForEver, params string[] Answers);
}
