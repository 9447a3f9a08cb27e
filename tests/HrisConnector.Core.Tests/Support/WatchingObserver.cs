using System;
using System.Collections.Generic;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Does something when a stage of a run is reported.</summary>
internal sealed class WatchingObserver(Action<string> onStage) : ISyncObserver
{
    public List<string> Warnings { get; } = [];

    public void Progress(string activity, string status, int percent) => onStage(status);

    public void Warn(string message) => Warnings.Add(message);

    public void Verbose(string message)
    {
    }
}
