using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Report;

/// <summary>The file that a report becomes: it has its name only when it is complete, and it holds personal data.</summary>
internal static class ReportFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.ExportNotWritten"/> or <see cref="HrisErrors.ExportExists"/>.</exception>
    public static void Write(string path, bool overwrite, Action<TextWriter> write)
    {
        RequireFree(path, overwrite);
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var writer = new StreamWriter(PrivateFile.Open(partial, FileMode.CreateNew, FileAccess.Write, 64 * 1024), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                write(writer);
            RequireFree(path, overwrite);
            Rename(partial, path, overwrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.ExportNotWritten, $"The report {path} could not be written.", path, e);
        }
        finally
        {
            OldFile.TryDelete(partial);
        }
    }

    /// <summary>Makes sure that nothing would be replaced that must not be.</summary>
    public static void RequireFree(string path, bool overwrite)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !overwrite))
            throw new HrisException(HrisErrors.ExportExists, $"{path} exists already.", path);
    }

    private static void Rename(string partial, string path, bool overwrite)
    {
#if NET
        File.Move(partial, path, overwrite);
#else
        if (overwrite)
            File.Delete(path);
        File.Move(partial, path);
#endif
    }
}
