using System.Collections.Generic;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;

namespace HrisConnector.Core.Tests.Support;

internal sealed class SilentObserver : ISyncObserver
{
    public List<string> Messages { get; } = [];

    public void Progress(string activity, string status, int percent)
    {
    }

    public void Warn(string message) => Messages.Add(message);

    public void Verbose(string message) => Messages.Add(message);
}
