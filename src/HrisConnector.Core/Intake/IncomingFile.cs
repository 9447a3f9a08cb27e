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

    /// <summary>Refuses a file of no bytes before it is opened: a pipe looks like one, and opening it would wait for ever.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.FileEmpty"/>.</exception>
    public static void RequireContent(FileStamp stamp, string fileName)
    {
        if (stamp.Length == 0)
            throw new HrisException(HrisErrors.FileEmpty, "File is empty", fileName);
    }

    /// <summary>Copies and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workFolder">A folder of its own, made here and removed by <see cref="Dispose"/>.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="HrisException">Encoding and emptiness as in behaviour.md §3, <see cref="HrisErrors.SourceUnreadable"/>,
    /// <see cref="HrisErrors.SourceChanging"/> or <see cref="HrisErrors.WorkFolderNotWritten"/>.</exception>
    public static IncomingFile Take(string path, string workFolder, CancellationToken cancellationToken)
    {
        var file = new IncomingFile(workFolder, Path.GetFileName(path));
        try
        {
            MakeFolder(workFolder);
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
            RequireContent(before, Name);
            using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan))
            using (var copy = new PrivateCopy(CopyPath))
            {
                if (Utf8FileCheck.Run(source, copy, Name, cancellationToken) != before.Length)
                    throw Changing(path);
            }

            if (FileStamp.Of(path) != before)
                throw Changing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>The failure of a file that cannot be opened or read.</summary>
    public static HrisException Unreadable(string path, Exception e) =>
        new(HrisErrors.SourceUnreadable, $"The users file {Path.GetFileName(path)} cannot be read: it is locked, forbidden or no longer there.", path, e);

    private static void MakeFolder(string folder)
    {
        try
        {
            PrivateFolder.Create(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(folder, e);
        }
    }

    private static HrisException NotWritten(string folder, Exception e) =>
        new(HrisErrors.WorkFolderNotWritten, $"The working folder {folder} could not be written.", folder, e);

    private static HrisException Changing(string path) =>
        new(HrisErrors.SourceChanging, $"The users file {Path.GetFileName(path)} changed while it was being read.", path);

    /// <summary>The copy, whose failures are not the original's.</summary>
    private sealed class PrivateCopy(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            try
            {
                base.Write(buffer, offset, count);
            }
            catch (IOException e)
            {
                throw NotWritten(Path.GetDirectoryName(Name)!, e);
            }
        }
    }
}
