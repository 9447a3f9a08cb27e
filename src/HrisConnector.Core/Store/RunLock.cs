using System;
using System.IO;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Store;

/// <summary>One run at a time on a connector: an open file that nobody else can open, let go by the system when its process dies.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <returns>The lock, or null when somebody else has it.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> when the account may not write there.</exception>
    public static RunLock? TryTake(string folder)
    {
        try
        {
            PrivateFolder.Create(folder);
            return new RunLock(new FileStream(Path.Combine(folder, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new HrisException(HrisErrors.StoreUnavailable, $"The connector's folder {folder} cannot be written.", folder, e);
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
