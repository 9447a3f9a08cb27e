using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake;

/// <summary>
/// A users file as it was at one moment: a private copy, decrypted, known to be UTF-8 from its first to its last byte. What is
/// planned is read from the same bytes as what is applied and logged, whatever happens to the original meanwhile.
/// </summary>
internal sealed class IncomingFile : IDisposable
{
    private readonly string _folder;
    private readonly ReceivedFile _received;

    private IncomingFile(string folder, string name, ReceivedFile received)
    {
        _folder = folder;
        _received = received;
        Name = name;
    }

    /// <summary>The name of the original, without its folder.</summary>
    public string Name { get; }

    /// <summary>What the original was when it was received.</summary>
    public FileStamp Stamp => _received.Stamp;

    /// <summary>The full path of the copy.</summary>
    public string CopyPath => Path.Combine(_folder, "users");

    /// <summary>Where the run may keep other files; it goes with the copy.</summary>
    public string WorkFolder => _folder;

    // A source of another machine makes a private copy by itself.
    private bool IsOriginal => _received.Path != PrivatePath(_folder);

    /// <summary>Refuses a file of no bytes before it is opened: a pipe looks like one, and opening it would wait for ever.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.FileEmpty"/>.</exception>
    public static void RequireContent(FileStamp stamp, string fileName)
    {
        if (stamp.Length == 0)
            throw new HrisException(HrisErrors.FileEmpty, "File is empty", fileName);
    }

    /// <summary>Receives, decrypts and checks a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="workFolder">A folder of its own, made here; <see cref="Dispose"/> removes it.</param>
    /// <param name="decryption">How it is decrypted; null when it is plain.</param>
    /// <param name="progress">Told of the share that is received.</param>
    /// <param name="cancellationToken">Stops between two blocks.</param>
    /// <exception cref="HrisException">Encoding, emptiness and encryption as in behaviour.md §3, a failure of the source,
    /// <see cref="HrisErrors.SourceUnreadable"/>, <see cref="HrisErrors.SourceChanging"/> or <see cref="HrisErrors.WorkFolderNotWritten"/>.
    /// No copy is left then.</exception>
    public static async Task<IncomingFile> TakeAsync(
        SourceFile source, string workFolder, IFileDecryption? decryption, Action<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            MakeFolder(workFolder);
            var received = await source.Source.ReceiveAsync(source, PrivatePath(workFolder), progress, cancellationToken).ConfigureAwait(false);
            RequireContent(received.Stamp, source.Name);
            var file = new IncomingFile(workFolder, source.Name, received);
            file.Take(decryption, cancellationToken);
            return file;
        }
        catch
        {
            Remove(workFolder);
            throw;
        }
    }

    public void Dispose() => Remove(_folder);

    private static string PrivatePath(string folder) => Path.Combine(folder, "received");

    private void Take(IFileDecryption? decryption, CancellationToken cancellationToken)
    {
        try
        {
            if (decryption is null && !IsOriginal)
                File.Move(_received.Path, CopyPath);
            else
                CopyUnchanged(decryption, cancellationToken);
            if (decryption is not null && !IsOriginal)
                File.Delete(_received.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(_received.Path, e);
        }

        if (decryption is not null || !IsOriginal)
            CheckCopy(cancellationToken);
    }

    private void CopyUnchanged(IFileDecryption? decryption, CancellationToken cancellationToken)
    {
        try
        {
            Copy(decryption, cancellationToken);
        }
        catch (HrisException e) when (e.Error != HrisErrors.WorkFolderNotWritten && HasChanged())
        {
            throw Changing(); // half a file has all kinds of faults that the whole one will not have
        }

        if (HasChanged())
            throw Changing();
    }

    private void Copy(IFileDecryption? decryption, CancellationToken cancellationToken)
    {
        using var source = new FileStream(_received.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        using var copy = new PrivateCopy(CopyPath);
        if (decryption is not null)
            decryption.Decrypt(source, copy, Name, cancellationToken);
        else if (Utf8FileCheck.Run(source, copy, Name, cancellationToken) != Stamp.Length)
            throw Changing();
    }

    // Of a private copy nothing changes.
    private bool HasChanged() => IsOriginal && FileStamp.Of(_received.Path) != Stamp;

    private void CheckCopy(CancellationToken cancellationToken)
    {
        using var copy = new FileStream(CopyPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        Utf8FileCheck.Run(copy, copy: null, Name, cancellationToken);
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

    /// <summary>Removes a work folder, as far as that is possible.</summary>
    public static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold the copy for a moment; the next run clears the working folder.
        }
    }

    /// <summary>The failure of a working folder that cannot be written.</summary>
    public static HrisException NotWritten(string folder, Exception e) =>
        new(HrisErrors.WorkFolderNotWritten, $"The working folder {folder} could not be written.", folder, e);

    private HrisException Changing() =>
        new(HrisErrors.SourceChanging, $"The users file {Name} changed while it was being read.", _received.Path);

    /// <summary>The copy, whose failures are not the original's.</summary>
#if NET
    private sealed class PrivateCopy(string path) : FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.Write, bufferSize: 1))
#else
    private sealed class PrivateCopy(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1)
#endif
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
