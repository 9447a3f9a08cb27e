using System;
using System.IO;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core;

/// <summary>How the entry of a run comes to its end: the same for a synchronization and for an undo.</summary>
internal static class RunEntry
{
    /// <summary>The failure that an exception means for a run.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="storePath">The connector's folder.</param>
    /// <param name="work">The working folder.</param>
    /// <param name="target">What the run was about.</param>
    /// <param name="run">What it is, as a sentence begins with it: <c>The synchronization</c>.</param>
    public static HrisException FailureOf(Exception e, string storePath, string work, object target, string run) => e switch
    {
        HrisException foreseen => foreseen,
        OperationCanceledException => new HrisException(HrisErrors.RunStopped, $"{run} was stopped", target, e),
        SqliteException inStore => StoreFailure.From(inStore, storePath),
        IOException or UnauthorizedAccessException => new HrisException(HrisErrors.WorkFolderNotWritten, $"The working folder {work} could not be written or read.", work, e),

        // Foreseen by nobody; the run ends in order all the same. The message of a foreign exception may hold a value of the file.
        _ => new HrisException(HrisErrors.Unexpected, $"{run} failed unexpectedly ({e.GetType().Name})", target, e),
    };

    /// <summary>Ends an entry well.</summary>
    public static HrisSync End(HrisSync sync, SyncCounts counts)
    {
        sync.Status = counts.HasWarnings ? HrisSyncStatus.Warning : HrisSyncStatus.Success;
        sync.EndDate = Now();
        return Fill(sync, counts);
    }

    /// <summary>Ends an entry as failed. What was applied before the end stays applied, and is said.</summary>
    public static void EndFailed(HrisSync sync, SyncCounts applied, HrisException error)
    {
        Fill(sync, applied);
        sync.EndDate = Now();
        MarkFailed(sync, error);
    }

    /// <summary>Marks an entry as failed; its counts and its end stay.</summary>
    public static void MarkFailed(HrisSync sync, HrisException error)
    {
        sync.Status = HrisSyncStatus.Error;
        sync.Logs = error.Reasons;
    }

    /// <summary>Writes the log of a failed run and saves its entry, as far as that is possible.</summary>
    public static void KeepFailed(HrisSync sync, RunHistory history, RunLogs logs)
    {
        try
        {
            logs.Discard(sync); // what it had written before it failed
            logs.WriteFailure(sync);
        }
        catch (HrisException e)
        {
            sync.CsvLogPath = sync.JsonLogPath = null;
            sync.Logs = [.. sync.Logs, e.Message];
        }

        try
        {
            history.Save(sync);
        }
        catch (SqliteException)
        {
            // The store that failed the run cannot say so either: to whoever looks later, the run was interrupted.
        }
    }

    /// <summary>Puts counts into an entry.</summary>
    public static HrisSync Fill(HrisSync sync, SyncCounts counts)
    {
        sync.Lines = counts.Lines;
        sync.Created = counts.Created;
        sync.Updated = counts.Updated;
        sync.Archived = counts.Archived;
        sync.Duplicate = counts.Duplicate;
        sync.Ignored = counts.Ignored;
        sync.NoGroupsMatch = counts.NoGroupsMatch;
        sync.Unchanged = counts.Unchanged;
        return sync;
    }

    /// <summary>The time to the millisecond, as the logs and the history keep it.</summary>
    public static DateTime Now()
    {
        var now = DateTime.UtcNow;
        return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    /// <summary>Clears a working folder, as far as that is possible.</summary>
    public static void ClearWork(string work)
    {
        try
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left by a run that died, and held by somebody: each run has a folder of its own, so it is in nobody's way.
        }
    }

    /// <summary>The failure of a run that must not run beside another one.</summary>
    public static HrisException AlreadyActive(ConnectorConfiguration configuration) =>
        new(HrisErrors.RunAlreadyActive, $"Another run on connector '{configuration.Connector}' is active.", configuration.Connector);
}
