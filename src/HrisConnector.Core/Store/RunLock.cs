using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Store;

/// <summary>One run at a time on a connector: an open file that nobody else can open, let go by the system when its process dies.</summary>
internal sealed class RunLock : IDisposable
{
    // The system tells nobody that a lock is free again: one has to ask.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or waits for it while somebody else has it.</summary>
    /// <param name="folder">The connector's folder.</param>
    /// <param name="wait">How long.</param>
    /// <param name="waiting">Told once when the waiting begins.</param>
    /// <param name="cancellationToken">Stops the waiting at once.</param>
    /// <returns>The lock, or null when somebody else still has it.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> when the account may not write there: waiting would not help.</exception>
    public static async Task<RunLock?> TakeAsync(string folder, TimeSpan wait, Action waiting, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var told = false;
        while (true)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            var left = wait - clock.Elapsed;
            if (left <= TimeSpan.Zero)
                return null;
            if (!told)
                waiting();
            told = true;
            await Task.Delay(left < Pause ? left : Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes the lock.</summary>
    /// <returns>The lock, or null when somebody else has it.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> when the account may not write there.</exception>
    public static RunLock? TryTake(string folder)
    {
        try
        {
            PrivateFolder.Create(folder);
            return new RunLock(PrivateFile.Open(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new HrisException(HrisErrors.StoreUnavailable, $"The connector's folder {folder} cannot be written by this account.", folder, e);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
        catch (IOException e)
        {
            throw new HrisException(HrisErrors.StoreUnavailable, $"The connector's folder {folder} cannot be made or written.", folder, e);
        }
    }

    public void Dispose() => _file.Dispose();

    // Windows: sharing or lock violation. Elsewhere the number of EWOULDBLOCK, on Linux and on macOS.
    private static bool IsHeld(IOException e) => e.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;
}
