using HrisConnector.Core.Progress;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>Nobody watches.</summary>
internal sealed class DeafObserver : ISyncObserver
{
    public void Progress(string activity, string status, int percent)
    {
    }

    public void Warn(string message)
    {
    }

    public void Verbose(string message)
    {
    }
}
