using System;
using System.IO;
#if NET
using System.Runtime.InteropServices;
#endif
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>
/// The private copy while it is received. Its own failures are not the connection's; nothing is written into it after its end, even by a
/// download that nobody waits for any more.
/// </summary>
internal sealed class PrivateDownload : Stream
{
    private readonly object _gate = new();
    private readonly FileStream _file;
    private readonly Action<long> _received;
    private bool _closed;
    private long _written;

    /// <summary>Makes the copy.</summary>
    /// <param name="path">Where; nothing may be there.</param>
    /// <param name="received">Told of the number of bytes after each block; what it throws ends the download.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.WorkFolderNotWritten"/>.</exception>
    public PrivateDownload(string path, Action<long> received)
    {
        _received = received;
        try
        {
            _file = PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFile.NotWritten(Path.GetDirectoryName(path)!, e);
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    /// <summary>How many bytes there are.</summary>
    public long Written => _written;

    /// <summary>Hears of every block.</summary>
    public Patience? Listener { get; set; }

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            if (_closed)
                throw new ObjectDisposedException(nameof(PrivateDownload));
            try
            {
                _file.Write(buffer, offset, count);
            }
            catch (IOException e)
            {
                throw IncomingFile.NotWritten(Path.GetDirectoryName(_file.Name)!, e);
            }

            _written += count;
            Listener?.Heard();
            _received(_written);
        }
    }

#if NET
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var block = MemoryMarshal.TryGetArray(buffer, out var array) ? array : buffer.ToArray();
        Write(block.Array!, block.Offset, block.Count);
        return default;
    }
#endif

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // Every block is written at once.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value)
    {
        // The library may announce the length; the blocks tell the truth.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                _closed = true;
                _file.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
