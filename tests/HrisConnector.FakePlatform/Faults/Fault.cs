using System;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.FakePlatform;

/// <summary>A fault that waits for requests, or has met them.</summary>
public sealed class Fault
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _operation;
    private readonly TimeSpan? _delay;
    private int _passing;
    private int _left;

    internal Fault(FaultKind kind, string operation, int after, int times, TimeSpan? delay)
    {
        Kind = kind;
        _operation = operation;
        _passing = after;
        _left = times;
        _delay = delay;
    }

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>How many requests it has met.</summary>
    public int Hits { get; private set; }

    /// <summary>Done as soon as the first request has met it.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets go of the requests that it holds back, and of those to come.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Whether it meets this request; called for every request, one at a time.</summary>
    internal bool Meets(string operation)
    {
        if (_left == 0 || !IsMeant(operation))
        {
            return false;
        }
        if (_passing > 0)
        {
            _passing--;
            return false;
        }
        _left--;
        Hits++;
        _reached.TrySetResult();
        return true;
    }

    internal async Task HoldAsync(CancellationToken over)
    {
        Task time = Task.Delay(_delay ?? Timeout.InfiniteTimeSpan, over);
        // Whatever comes first; a client that went away is found out by the caller.
        await Task.WhenAny(_released.Task, time).ConfigureAwait(false);
    }

    /// <summary>The request for a token has neither a token nor a scope to lose, so "any operation" is not that one.</summary>
    private bool IsMeant(string operation) => _operation != "*"
        ? _operation == operation
        : Kind is not (FaultKind.TokenRevoked or FaultKind.InvalidScope) || !operation.EndsWith(" /api/v2/oauth2/token", StringComparison.Ordinal);
}
