using HrisConnector.Core.Sync;

namespace HrisConnector.Cmdlets.Bridge;

/// <summary>The core's reports, put on the cmdlet's streams.</summary>
internal sealed class StreamsObserver(CmdletStreams streams) : ISyncObserver
{
    /// <inheritdoc/>
    public void Progress(string activity, string status, int percent) => streams.WriteProgress(activity, status, percent);

    /// <inheritdoc/>
    public void Warn(string message) => streams.WriteWarning(message);

    /// <inheritdoc/>
    public void Verbose(string message) => streams.WriteVerbose(message);
}
