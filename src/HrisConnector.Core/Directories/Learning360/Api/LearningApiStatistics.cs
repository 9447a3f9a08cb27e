using System.Threading;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What the client has sent so far; read from any thread.</summary>
internal sealed class LearningApiStatistics
{
    private int _reads;
    private int _writes;
    private int _signIns;
    private int _repeats;
    private int _tooManyRequests;

    /// <summary>Requests that only read, repeats included.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Requests that change something, repeats included.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Requests for an access token; not counted among the writes.</summary>
    public int SignIns => Volatile.Read(ref _signIns);

    /// <summary>Requests that were sent again, whatever the reason.</summary>
    public int Repeats => Volatile.Read(ref _repeats);

    /// <summary>Answers that said that the client is too fast.</summary>
    public int TooManyRequests => Volatile.Read(ref _tooManyRequests);

    internal void Sent(ApiOperation operation)
    {
        if (operation.Scope is null)
            Interlocked.Increment(ref _signIns);
        else if (operation.IsRead)
            Interlocked.Increment(ref _reads);
        else
            Interlocked.Increment(ref _writes);
    }

    internal void Repeated() => Interlocked.Increment(ref _repeats);

    internal void WasTooFast() => Interlocked.Increment(ref _tooManyRequests);
}
