using System;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>Waits for a library that does not always listen to a token: as long as there are signs of life, and never after a stop.</summary>
internal sealed class Patience(TimeSpan limit)
{
    private long _heard = Now();

    /// <summary>There was a sign of life.</summary>
    public void Heard() => Volatile.Write(ref _heard, Now());

    /// <summary>Waits. When this throws and <paramref name="work"/> has not ended, it goes on ending without anybody.</summary>
    /// <exception cref="TimeoutException">There was no sign of life for too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<T> WaitAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (!work.IsCompleted)
            {
                var left = limit - TimeSpan.FromMilliseconds(Now() - Volatile.Read(ref _heard));
                if (left <= TimeSpan.Zero)
                    throw new TimeoutException();
                await Task.WhenAny(work, Task.Delay(left + TimeSpan.FromMilliseconds(1), end.Token)).ConfigureAwait(false);
                if (!work.IsCompleted)
                    cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
#if NET
            await end.CancelAsync().ConfigureAwait(false); // the timer
#else
            end.Cancel(); // the timer
#endif
        }

        return await work.ConfigureAwait(false);
    }

    // Of a clock that nobody sets.
#if NET
    private static long Now() => Environment.TickCount64;
#else
    private static long Now() => System.Diagnostics.Stopwatch.GetTimestamp() / (System.Diagnostics.Stopwatch.Frequency / 1000);
#endif
}
