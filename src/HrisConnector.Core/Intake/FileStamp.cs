using System;
using System.IO;

namespace HrisConnector.Core.Intake;

/// <summary>By what a file is known to be the same as before: a new delivery under the same name has another size or time.</summary>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Written">When it was last written, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    /// <summary>The stamp of a file; the default when there is none.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length, file.LastWriteTimeUtc) : default;
    }
}
