using System;
using System.Linq;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.History;

/// <summary>Runs whose process died are shown as failed as soon as anyone looks (behaviour.md §6). Only who holds the run lock may say so.</summary>
internal static class InterruptedRuns
{
    public static void Settle(RunHistory history, RunLogs logs)
    {
        foreach (var sync in history.Find(new RunQuery(Status: HrisSyncStatus.Running)).ToArray())
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
    }
}
