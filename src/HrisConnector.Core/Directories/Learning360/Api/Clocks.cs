using System;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Pauses on a given clock, on both frameworks.</summary>
internal static class Clocks
{
    public static Task DelayAsync(TimeProvider clock, TimeSpan pause, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(pause, clock, cancellationToken);
#else
        clock.Delay(pause, cancellationToken);
#endif
}
