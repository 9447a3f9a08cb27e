using System;
using System.Linq;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.History;

/// <summary>Runs whose process died are shown as failed as soon as anyone looks (behaviour.md §6). Only who holds the run lock may say so.</summary>
internal static class InterruptedRuns
{
    /// <summary>Says so.</summary>
    /// <returns>True when there was such a run.</returns>
    public static bool Settle(RunHistory history, RunLogs logs)
    {
        var interrupted = history.Find(new RunQuery(Status: HrisSyncStatus.Running)).ToArray();
        foreach (var sync in interrupted)
        {
            sync.Status = HrisSyncStatus.Error;
            sync.EndDate = DateTime.UtcNow;
            sync.Logs = [RunHistory.Interrupted];
            try
            {
                logs.Discard(sync); // what it had begun to write
                logs.WriteFailure(sync);
            }
            catch (HrisException)
            {
                // The entry is what counts; its log cannot be written now.
            }

            history.Save(sync);
        }

        return interrupted.Length > 0;
    }
}
