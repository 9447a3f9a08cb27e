using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The way that requests of one kind, reading or writing, take to the platform: how many at once, and how fast.</summary>
internal sealed class RequestLane : IDisposable
{
    private const double LaneRecovery = 0.05;
    private const double OperationRecovery = 0.01;

    private readonly ConcurrentDictionary<ApiOperation, RequestPace> _ownPaces = new();
    private readonly object _lock = new();
    private readonly SemaphoreSlim _inFlight;
    private readonly RequestPace _pace;
    private readonly TimeProvider _clock;
    private readonly int _limit;
    private ApiOperation? _cause;

    public RequestLane(int limit, TimeProvider clock)
    {
        _limit = limit;
        _clock = clock;
        MaxInFlight = ConcurrencyOf(limit);
        _inFlight = new SemaphoreSlim(MaxInFlight, MaxInFlight);
        _pace = new RequestPace(limit, LaneRecovery, clock);
    }

    /// <summary>How many requests are on their way at once at most: what the pace feeds while an answer takes up to two seconds.</summary>
    public int MaxInFlight { get; }

    /// <summary>How many requests pass in a second now.</summary>
    public double Rate => _pace.Rate;

    /// <summary>How many requests of this operation pass in a second now.</summary>
    public double RateOf(ApiOperation operation) => _ownPaces.TryGetValue(operation, out var own) ? Math.Min(own.Rate, _pace.Rate) : _pace.Rate;

    /// <summary>Waits for the turn of a request; it is on its way until <see cref="Leave"/>.</summary>
    public async Task EnterAsync(ApiOperation operation, CancellationToken cancellationToken)
    {
        // First its own pace: what waits for that must not keep others from their turn.
        if (_ownPaces.TryGetValue(operation, out var own))
            await own.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _inFlight.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _inFlight.Release();
            throw;
        }
    }

    /// <summary>The request has ended.</summary>
    public void Leave() => _inFlight.Release();

    /// <summary>
    /// The platform says that the client is too fast. First the whole lane slows down. When the same operation, and no other, goes on being
    /// refused, the limit is that operation's own: from then on it alone slows down.
    /// </summary>
    public void SlowDown(ApiOperation operation)
    {
        lock (_lock)
        {
            if (_ownPaces.TryGetValue(operation, out var own))
                own.Halve();
            else if (_pace.WasJustCut)
                _cause = _cause == operation ? _cause : null;
            else if (_pace.IsSlowed && _cause == operation)
                _ownPaces[operation] = HalfAsFast();
            else
            {
                _cause = _pace.IsSlowed ? null : operation;
                _pace.Halve();
            }
        }
    }

    public void Dispose()
    {
        _inFlight.Dispose();
        _pace.Dispose();
        foreach (var own in _ownPaces.Values)
            own.Dispose();
    }

    private static int ConcurrencyOf(int limit) => Math.Min(Math.Max(2 * limit, 4), 50);

    private RequestPace HalfAsFast()
    {
        var pace = new RequestPace(_limit, OperationRecovery, _clock);
        pace.CutTo(_pace.Rate / 2);
        return pace;
    }
}
