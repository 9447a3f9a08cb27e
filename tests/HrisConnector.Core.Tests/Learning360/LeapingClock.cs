using System;
using System.Threading;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>A clock on which nobody waits: a pause is over at once, and the time has gone on by it. A long one, a time-out, never ends.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(31);

    private long _ticks = new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestPause || dueTime < TimeSpan.Zero)
            return new NoTimer();
        Advance(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public System.Threading.Tasks.ValueTask DisposeAsync() => default;
    }
}
