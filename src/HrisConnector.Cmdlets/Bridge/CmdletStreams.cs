using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Sync;

namespace HrisConnector.Cmdlets.Bridge;

/// <summary>What the work writes, on its way to the cmdlet's thread. The queue is bounded: a slow consumer slows the work down
/// instead of filling the memory.</summary>
internal sealed class CmdletStreams : IDisposable
{
    private const int Capacity = 128;
    private const int ActivityId = 360;
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<Action<Cmdlet>> _queue = new(Capacity);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Stopwatch _sinceProgress = new();
    private string? _lastActivity;

    /// <summary>Writes an object to the pipeline.</summary>
    public void WriteObject(object value) => Post(cmdlet => cmdlet.WriteObject(value));

    /// <summary>Writes a non-terminating error.</summary>
    public void WriteError(Exception exception, object? target = null)
    {
        var record = ErrorRecords.From(exception, target);
        Post(cmdlet => cmdlet.WriteError(record));
    }

    /// <summary>Writes what a run came to, and its failure if there was one. The entry first: with -ErrorAction Stop nothing is written after the error.</summary>
    public void WriteResult(SyncResult result, object? target)
    {
        WriteObject(result.Sync);
        if (result.Error is not null)
        {
            WriteError(result.Error, target);
        }
    }

    /// <summary>Writes a warning.</summary>
    public void WriteWarning(string message) => Post(cmdlet => cmdlet.WriteWarning(message));

    /// <summary>Writes a verbose message.</summary>
    public void WriteVerbose(string message) => Post(cmdlet => cmdlet.WriteVerbose(message));

    /// <summary>Shows progress, at most about ten times a second: what comes in between is dropped.</summary>
    public void WriteProgress(string activity, string status, int percent)
    {
        if (_sinceProgress.IsRunning && _sinceProgress.Elapsed < ProgressInterval)
        {
            return;
        }

        _sinceProgress.Restart();
        _lastActivity = activity.Length == 0 ? "HrisConnector" : activity;
        var record = new ProgressRecord(ActivityId, _lastActivity, status.Length == 0 ? _lastActivity : status)
        {
            PercentComplete = Math.Min(Math.Max(percent, -1), 100),
        };
        Post(cmdlet => cmdlet.WriteProgress(record));
    }

    /// <summary>Ends the work's writing; takes the progress bar away.</summary>
    public void Complete()
    {
        if (_lastActivity is { } activity)
        {
            var record = new ProgressRecord(ActivityId, activity, activity) { RecordType = ProgressRecordType.Completed };
            Post(cmdlet => cmdlet.WriteProgress(record));
        }

        _queue.CompleteAdding();
    }

    /// <summary>What the work has written, until it has ended.</summary>
    public IEnumerable<Action<Cmdlet>> Take(CancellationToken giveUp) => _queue.GetConsumingEnumerable(giveUp);

    /// <summary>Nobody reads any more: what the work still writes is dropped, and it is never held up by a full queue.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Only after the work has ended: work that outlives a stop may still write.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        _abandoned.Dispose();
    }

    private void Post(Action<Cmdlet> write)
    {
        try
        {
            _queue.Add(write, _abandoned.Token);
        }
        catch (OperationCanceledException)
        {
            // Dropped. The work is told to stop by its own token, at a place of its choice, never by a failing message.
        }
    }
}
