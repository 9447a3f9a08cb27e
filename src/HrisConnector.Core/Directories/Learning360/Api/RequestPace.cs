using System;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// A token bucket that adapts: requests pass one after another, as far apart as the rate says. The rate is halved when the platform says that it
/// is too fast, and comes back slowly. System.Threading.RateLimiting has buckets of a fixed rate alone, and none on a clock of one's own.
/// </summary>
internal sealed class RequestPace : IDisposable
{
    /// <summary>
    /// The platform counts requests when they arrive. A twentieth less than the limit leaves about 50 ms in which the network may bring them closer together
    /// without more of them in one second than allowed.
    /// </summary>
    private const double Headroom = 0.95;

    /// <summary>Answers to requests that were on their way together are one sign, not many.</summary>
    private static readonly TimeSpan OneSign = TimeSpan.FromSeconds(1);

    /// <summary>The burst: timers wake late, and what they lose may be made up for.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _queue = new(1, 1);
    private readonly object _lock = new();
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly double _full;
    private readonly double _recovery;
    private TimeSpan _next = TimeSpan.MinValue;
    private TimeSpan _cutAt = TimeSpan.MinValue;
    private double _cutRate;

    /// <summary>Makes a bucket.</summary>
    /// <param name="limit">How many requests the platform takes in a second.</param>
    /// <param name="recovery">Which share of the full rate comes back in each second after a cut.</param>
    /// <param name="clock">The clock.</param>
    public RequestPace(double limit, double recovery, TimeProvider clock)
    {
        _clock = clock;
        _start = clock.GetTimestamp();
        _full = limit * Headroom;
        _recovery = recovery * _full;
        _cutRate = _full;
    }

    /// <summary>How many requests pass in a second now.</summary>
    public double Rate
    {
        get
        {
            lock (_lock)
                return RateAt(Now());
        }
    }

    /// <summary>True while the rate is below the full one.</summary>
    public bool IsSlowed => Rate < _full;

    /// <summary>True when the rate was cut a moment ago, so that another sign tells nothing new.</summary>
    public bool WasJustCut
    {
        get
        {
            lock (_lock)
                return JustCut(Now());
        }
    }

    /// <summary>Waits for the turn. Only the first in the queue waits for the clock, so that a cut slows all of them.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _queue.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pause = TakeTurn();
            if (pause > TimeSpan.Zero)
                await Clocks.DelayAsync(_clock, pause, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _queue.Release();
        }
    }

    /// <summary>Halves the rate, once for all signs of one moment.</summary>
    public void Halve()
    {
        lock (_lock)
        {
            var now = Now();
            if (!JustCut(now))
                Cut(RateAt(now) / 2, now);
        }
    }

    /// <summary>Sets the rate to a lower one.</summary>
    public void CutTo(double rate)
    {
        lock (_lock)
            Cut(rate, Now());
    }

    public void Dispose() => _queue.Dispose();

    private void Cut(double rate, TimeSpan now)
    {
        _cutRate = Math.Max(rate, _full / 50);
        _cutAt = now;
    }

    private TimeSpan TakeTurn()
    {
        lock (_lock)
        {
            var now = Now();
            var earliest = now - CatchUp;
            var turn = _next > earliest ? _next : earliest;
            _next = turn + TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / RateAt(now)));
            return turn - now;
        }
    }

    private bool JustCut(TimeSpan now) => _cutAt != TimeSpan.MinValue && now - _cutAt < OneSign;

    private double RateAt(TimeSpan now) => _cutAt == TimeSpan.MinValue
        ? _full
        : Math.Min(_full, _cutRate + (_recovery * Math.Max(0, (now - _cutAt - OneSign).TotalSeconds)));

    private TimeSpan Now() => _clock.GetElapsedTime(_start);
}
