using System;
using HrisConnector.Core.Progress;

namespace HrisConnector.Cmdlets.Bridge;

/// <summary>The core's reports, put on the cmdlet's streams.</summary>
/// <param name="streams">The streams of the work that reports.</param>
internal sealed class StreamsObserver(Func<CmdletStreams?> streams) : ISyncObserver
{
    /// <summary>Puts the reports of one work on its streams.</summary>
    /// <param name="streams">The streams.</param>
    public StreamsObserver(CmdletStreams streams)
        : this(() => streams)
    {
    }

    /// <inheritdoc/>
    public void Progress(string activity, string status, int percent) => streams()?.WriteProgress(activity, status, percent);

    /// <inheritdoc/>
    public void Warn(string message) => streams()?.WriteWarning(message);

    /// <inheritdoc/>
    public void Verbose(string message) => streams()?.WriteVerbose(message);
}
