using System;
using System.Threading;

namespace HrisConnector.FakePlatform.Http;

/// <summary>
/// So many requests in each second. A second begins with the first request after the last one ended.
/// </summary>
internal sealed class RateLimit(int perSecond, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _windowStart = clock.GetTimestamp();
    private int _taken;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (clock.GetElapsedTime(_windowStart) >= TimeSpan.FromSeconds(1))
            {
                _windowStart = clock.GetTimestamp();
                _taken = 0;
            }
            return ++_taken <= perSecond;
        }
    }
}
