using System;
using System.Globalization;

namespace HrisConnector.FakePlatform.State;

/// <summary>Ids as the platform makes them: four bytes of seconds, then a counter, in hexadecimal. They only grow.</summary>
internal sealed class ObjectIds(TimeProvider clock)
{
    private long _seconds;
    private long _counter;

    public string Next()
    {
        _seconds = Math.Max(_seconds, clock.GetUtcNow().ToUnixTimeSeconds());
        return string.Create(CultureInfo.InvariantCulture, $"{_seconds:x8}{++_counter:x16}");
    }
}
