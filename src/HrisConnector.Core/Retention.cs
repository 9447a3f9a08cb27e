using System;
using System.IO;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.History;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;

namespace HrisConnector.Core;

/// <summary>Deletes logs that are older than configured; the history keeps the entries.</summary>
internal static class Retention
{
    public static void Apply(ConnectorConfiguration configuration, RunHistory history, ConnectorStore store, ISyncObserver observer)
    {
        try
        {
            var now = DateTime.UtcNow;
            if (configuration.LogRetentionDays is { } days)
                PurgeLogs(history, now.AddDays(-days), observer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            observer.Warn($"Old logs of connector '{configuration.Connector}' could not be deleted in {store.Folder}.");
        }
    }

    private static void PurgeLogs(RunHistory history, DateTime before, ISyncObserver observer)
    {
        foreach (var sync in history.Find(new RunQuery(Before: before)).Where(sync => sync.JsonLogPath is not null || sync.CsvLogPath is not null).ToArray())
        {
            foreach (var path in new[] { sync.JsonLogPath, sync.CsvLogPath }.OfType<string>())
                File.Delete(path);
            sync.JsonLogPath = sync.CsvLogPath = null;
            history.Save(sync);
            observer.Verbose($"The logs of run {sync.Id} are older than configured and were deleted.");
        }
    }
}
