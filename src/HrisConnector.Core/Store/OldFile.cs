using System;
using System.IO;

namespace HrisConnector.Core.Store;

/// <summary>A file whose time is over.</summary>
internal static class OldFile
{
    /// <summary>Deletes it, unless it is gone already.</summary>
    /// <returns>False when somebody holds it or the account may not; the next run tries again.</returns>
    public static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
