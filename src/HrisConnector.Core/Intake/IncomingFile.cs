using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake;

/// <summary>
/// A users file as it was at one moment: a private copy, known to be UTF-8 from its first to its last byte. What is planned is
/// read from the same bytes as what is applied and logged, whatever happens to the original meanwhile.
/// </summary>
internal sealed class IncomingFile : IDisposable
{
    private readonly string _folder;

    private IncomingFile(string folder, string name)
    {
        _folder = folder;
        Name = name;
    }

    /// <summary>The name of the original, without its folder.</summary>
    public string Name { get; }

    /// <summary>The full path of the copy.</summary>
    public string CopyPath => Path.Combine(_folder, "users");

    /// <summary>Where the run may keep other files; it goes with the copy.</summary>
    public string WorkFolder => _folder;

    /// <summary>Checks that there is a file at all.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotAFile"/> or <see cref="HrisErrors.SourceNotFound"/>.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new HrisException(HrisErrors.SourceNotAFile, $"{path} is a folder, not a users file.", path);
        if (!File.Exists(path))
            throw new HrisException(HrisErrors.SourceNotFound, $"The users file {path} does not exist.", path);
    }

    /// <summary>Copies and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workFolder">A folder of its own, made here and removed by <see cref="Dispose"/>.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="HrisException">Encoding and emptiness as in behaviour.md §3, <see cref="HrisErrors.SourceUnreadable"/> or
    /// <see cref="HrisErrors.SourceChanging"/>.</exception>
    public static IncomingFile Take(string path, string workFolder, CancellationToken cancellationToken)
    {
        var file = new IncomingFile(workFolder, Path.GetFileName(path));
        try
        {
            PrivateFolder.Create(workFolder);
            file.Copy(path, cancellationToken);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold the copy for a moment; the next run clears the working folder.
        }
    }

    private void Copy(string path, CancellationToken cancellationToken)
    {
        try
        {
            var before = FileStamp.Of(path);
            using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan))
            using (var copy = new FileStream(CopyPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1))
            {
                if (Utf8FileCheck.Run(source, copy, Name, cancellationToken) != before.Length)
                    throw Changing(path);
            }

            if (FileStamp.Of(path) != before)
                throw Changing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The users file {Name} cannot be read: it is locked, forbidden or no longer there.", path, e);
        }
    }

    private static HrisException Changing(string path) =>
        new(HrisErrors.SourceChanging, $"The users file {Path.GetFileName(path)} changed while it was being read.", path);
}
