using System;
using System.IO;

namespace HrisConnector.Core.Intake;

/// <summary>By what a file is known to be the same as before: a new delivery under the same name has another size or time.</summary>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Written">When it was last written, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>The stamp of a file, of its target when it is a link; the default when there is none.</summary>
    /// <exception cref="IOException">The link or its target cannot be looked at.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
#if NET
        if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            file = target;
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc) : default;
#else
        if (!file.Exists)
            return default;
        if ((file.Attributes & FileAttributes.ReparsePoint) == 0)
            return new(file.Length, file.LastWriteTimeUtc);
        using var target = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new(target.Length, file.LastWriteTimeUtc);
#endif
    }
}
