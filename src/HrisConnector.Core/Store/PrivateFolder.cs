using System.IO;

namespace HrisConnector.Core.Store;

/// <summary>Folders that hold personal data: their owner alone may enter. On Windows the parent's permissions are inherited.</summary>
internal static class PrivateFolder
{
    public static void Create(string path)
    {
#if NET
        if (!System.OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }
}
