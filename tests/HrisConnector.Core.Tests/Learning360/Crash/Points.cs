using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>At which requests a run is disturbed.</summary>
internal static class Points
{
    /// <summary>Set to 1 to disturb every request, which takes minutes; else it is a sample, which moves on from day to day.</summary>
    public static readonly bool All = Environment.GetEnvironmentVariable("HRIS_CRASH_ALL") == "1";

    /// <summary>The points of a run of so many requests, from 1.</summary>
    public static IEnumerable<int> Of(int requests, int sample)
    {
        if (All)
            return Enumerable.Range(1, requests);
        var step = Math.Max(1, requests / sample);
        var first = (int)(DateTime.UtcNow.Date.Ticks / TimeSpan.TicksPerDay % step);
        return Enumerable.Range(0, sample).Select(i => 1 + first + (i * step)).Where(point => point <= requests);
    }
}
