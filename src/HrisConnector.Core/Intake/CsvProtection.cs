using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Pgp;

namespace HrisConnector.Core.Intake;

/// <summary>Encrypts users files for a connector: the sender's side of the wire.</summary>
public static class CsvProtection
{
    private const int BeginningSize = 1024;

    /// <summary>Encrypts one users file to one armored OpenPGP message. The file itself stays as it is.</summary>
    /// <param name="path">The full path of the users file.</param>
    /// <param name="destination">The full path of the message; it has this name only when it is complete.</param>
    /// <param name="publicKeyPaths">The full paths of the receivers' armored public keys, one receiver in each file.</param>
    /// <param name="replace">Whether a file of the destination's name is replaced.</param>
    /// <param name="cancellationToken">Stops between two blocks; nothing is left then.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.KeyUnusable"/>, <see cref="HrisErrors.SourceNotFound"/>,
    /// <see cref="HrisErrors.SourceNotAFile"/>, <see cref="HrisErrors.SourceUnreadable"/>, <see cref="HrisErrors.SourceChanging"/>,
    /// <see cref="HrisErrors.FileEmpty"/>, <see cref="HrisErrors.FileAlreadyEncrypted"/>, <see cref="HrisErrors.DestinationExists"/> or
    /// <see cref="HrisErrors.DestinationNotWritten"/>. Nothing is left then.</exception>
    public static void Protect(string path, string destination, IReadOnlyList<string> publicKeyPaths, bool replace, CancellationToken cancellationToken)
    {
        if (publicKeyPaths is null)
            throw new ArgumentNullException(nameof(publicKeyPaths));
        LocalFiles.Require(path);
        RequireFree(path, destination, replace);
        var encryption = KeysOf(publicKeyPaths);
        var partial = $"{destination}.{Guid.NewGuid():N}.part";
        try
        {
            Encrypt(path, partial, encryption, cancellationToken);
            Rename(partial, destination, replace);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.DestinationNotWritten, $"The encrypted file {destination} could not be written.", destination, e);
        }
        finally
        {
            Remove(partial);
        }
    }

    private static PgpEncryption KeysOf(IReadOnlyList<string> publicKeyPaths)
    {
        try
        {
            return PgpEncryption.For(publicKeyPaths);
        }
        catch (MessageFault fault)
        {
            throw new HrisException(fault.Error, fault.Message, string.Join(", ", publicKeyPaths), fault.InnerException);
        }
    }

    private static void Encrypt(string path, string partial, PgpEncryption encryption, CancellationToken cancellationToken)
    {
        using var source = OpenSource(path, out var stamp);
        using (var target = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            encryption.Encrypt(source, target, cancellationToken);
        if (source.Total != stamp.Length || StampOf(path) != stamp)
            throw new HrisException(HrisErrors.SourceChanging, $"The users file {Path.GetFileName(path)} changed while it was being read.", path);
    }

    private static SourceStream OpenSource(string path, out FileStamp stamp)
    {
        stamp = StampOf(path);
        IncomingFile.RequireContent(stamp, path);
        var source = new SourceStream(path);
        try
        {
            var beginning = new byte[BeginningSize];
            var length = source.Read(beginning, 0, beginning.Length);
            if (ArmorStart.IsMessage(beginning, length))
                throw new HrisException(HrisErrors.FileAlreadyEncrypted, $"The file {Path.GetFileName(path)} is encrypted already.", path);
            source.Rewind();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static FileStamp StampOf(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFile.Unreadable(path, e);
        }
    }

    // Only an encrypted file is replaced. The plain one could not be had back, and a link or another case of letters may lead to it.
    private static void RequireFree(string path, string destination, bool replace)
    {
        if (Directory.Exists(destination) || path == destination || (File.Exists(destination) && !(replace && IsMessage(destination))))
            throw Exists(destination);
    }

    private static bool IsMessage(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var beginning = new byte[BeginningSize];
            var length = file.Read(beginning, 0, beginning.Length);
            return ArmorStart.IsMessage(beginning, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Rename(string partial, string destination, bool replace)
    {
        if (replace)
        {
#if NET
            File.Move(partial, destination, overwrite: true);
#else
            if (File.Exists(destination))
                File.Replace(partial, destination, null);
            else
                File.Move(partial, destination);
#endif
            return;
        }

        try
        {
            File.Move(partial, destination);
        }
        catch (IOException) when (File.Exists(destination))
        {
            throw Exists(destination);
        }
    }

    private static void Remove(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, or a virus scanner holds the file: it is encrypted, and its name says that it is not complete.
        }
    }

    private static HrisException Exists(string destination) => new(HrisErrors.DestinationExists, $"{destination} exists already; with -Force an encrypted file is replaced, and no other.", destination);

    /// <summary>The users file, whose failures are not the destination's.</summary>
    private sealed class SourceStream : ReadOnlyStream
    {
        private readonly FileStream _file;
        private readonly string _path;

        public SourceStream(string path)
        {
            _path = path;
            _file = Guarded(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan));
        }

        public long Total { get; private set; }

        public void Rewind()
        {
            Total = 0;
            Guarded(() => _file.Seek(0, SeekOrigin.Begin));
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Guarded(() => _file.Read(buffer, offset, count));
            Total += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            _file.Dispose();
            base.Dispose(disposing);
        }

        private T Guarded<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw IncomingFile.Unreadable(_path, e);
            }
        }
    }
}
