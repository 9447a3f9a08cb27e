using System;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.History;
using HrisConnector.Core.Store;
using HrisConnector.Core.Undo;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core;

/// <summary>Deletes logs and undo images that are older than configured; the history keeps the entries. Called at the end of a run, which it
/// cannot make fail.</summary>
internal static class Retention
{
    /// <summary>Deletes it. Whatever else is kept for a time gets a method of its own here.</summary>
    public static void Apply(ConnectorConfiguration configuration, RunHistory history, ConnectorStore store, MaintenanceLog maintenance)
    {
        try
        {
            var now = DateTime.UtcNow;
            if (configuration.LogRetentionDays is { } days)
            {
                PurgeLogs(history, now.AddDays(-days), maintenance);
                PurgeImages(store, now.AddDays(-days), maintenance);
            }
        }
        catch (SqliteException e)
        {
            maintenance.Warn(StoreFailure.From(e, configuration.StorePath).Message);
        }
    }

    private static void PurgeImages(ConnectorStore store, DateTime before, MaintenanceLog maintenance) =>
        maintenance.Tell(UndoImages.DeleteBefore(store, before), 0, "Undo images of runs");

    private static void PurgeLogs(RunHistory history, DateTime before, MaintenanceLog maintenance)
    {
        var (deleted, failed) = (0, 0);
        foreach (var sync in history.Find(new RunQuery(Before: before)).Where(sync => sync.JsonLogPath is not null || sync.CsvLogPath is not null).ToArray())
        {
            // What cannot be deleted stays in the entry, for the next run.
            if (sync.JsonLogPath is { } json && OldFile.TryDelete(json))
                sync.JsonLogPath = null;
            if (sync.CsvLogPath is { } csv && OldFile.TryDelete(csv))
                sync.CsvLogPath = null;
            history.Save(sync);
            if (sync.JsonLogPath is null && sync.CsvLogPath is null)
                deleted++;
            else
                failed++;
        }

        maintenance.Tell(deleted, failed, "Logs of runs");
    }
}
