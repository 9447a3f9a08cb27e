using System;
using System.Collections.Generic;
using System.Threading;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Ends the use of a platform that does not want, or is not able, to answer: at once, or after many equal failures in a row.</summary>
internal sealed class ApiStop(int failuresInARow) : IDisposable
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _waits = new();
    private readonly Dictionary<ApiOperation, int> _failuresOf = [];
    private HrisError? _error;
    private string _message = "";
    private int _failures;

    /// <summary>Cancelled with the stop: nobody waits for a turn or a pause any longer. What is on its way is waited for.</summary>
    public CancellationToken Waits => _waits.Token;

    /// <summary>True when no request is sent any more.</summary>
    public bool IsStopped
    {
        get
        {
            lock (_lock)
                return _error is not null;
        }
    }

    /// <summary>The failure that every call ends with from the stop on.</summary>
    public HrisException Failure
    {
        get
        {
            lock (_lock)
                return new HrisException(_error ?? HrisErrors.PlatformUnreachable, _message);
        }
    }

    /// <summary>Lets a call through.</summary>
    /// <exception cref="HrisException">The client has stopped.</exception>
    public void ThrowIfStopped()
    {
        if (IsStopped)
            throw Failure;
    }

    /// <summary>The platform has answered.</summary>
    public void Succeeded(ApiOperation operation)
    {
        lock (_lock)
        {
            _failures = 0;
            _failuresOf.Remove(operation);
        }
    }

    /// <summary>A request failed in a way that others will share. The one that is too many stops the client: in a row among all requests, or among
    /// those of its operation, since the look at what became of a creation may go well each time.</summary>
    public void Failed(ApiOperation operation, HrisError error, string message)
    {
        lock (_lock)
        {
            _failuresOf.TryGetValue(operation, out var ofOperation);
            _failuresOf[operation] = ++ofOperation;
            if (++_failures < failuresInARow && ofOperation < failuresInARow)
                return;
        }

        Stop(error, message);
    }

    /// <summary>Stops; the first reason counts.</summary>
    /// <returns>The failure to throw.</returns>
    public HrisException Stop(HrisError error, string message)
    {
        lock (_lock)
        {
            if (_error is null)
                (_error, _message) = (error, message);
        }

        _waits.Cancel();
        return Failure;
    }

    public void Dispose() => _waits.Dispose();
}
