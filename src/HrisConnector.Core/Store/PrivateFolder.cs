using System.IO;

namespace HrisConnector.Core.Store;

/// <summary>Folders that hold personal data: their owner alone may enter. On Windows the parent's permissions are inherited.</summary>
internal static class PrivateFolder
{
    /// <summary>Makes a folder, and those above it that are missing. One that is there already keeps its permissions.</summary>
    public static void Create(string path)
    {
#if NET
        if (!System.OperatingSystem.IsWindows())
        {
            // Left to itself, the system gives the permissions to the last folder alone.
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent && !Directory.Exists(parent))
                Create(parent);
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }
}
