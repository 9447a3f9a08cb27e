using System.IO;

namespace HrisConnector.Core.Store;

/// <summary>Files that hold personal data: what is made here only its owner can read, whatever the folder's permissions and the process's
/// mask say. On Windows the folder's permissions are inherited. A file that is there already keeps its permissions.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file that nobody else may open meanwhile.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
#if NET
        return new FileStream(path, Options(mode, access, bufferSize, options));
#else
        return new FileStream(path, mode, access, FileShare.None, bufferSize, options);
#endif
    }

#if NET
    /// <summary>How <see cref="Open"/> opens a file, for a stream of another kind.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, int bufferSize, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, BufferSize = bufferSize, Options = options };
        if (!System.OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return how;
    }
#endif

    /// <summary>Makes an empty file unless there is one: for a library that makes its files with other permissions.</summary>
    public static void Provide(string path)
    {
        if (!File.Exists(path))
            Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
    }
}
