using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Reads a received file in blocks. A failure of the file itself is remembered: it is not the message's.</summary>
/// <param name="source">The file.</param>
/// <param name="cancellationToken">Stops between two blocks.</param>
internal sealed class BlockReader(Stream source, CancellationToken cancellationToken)
{
    private readonly byte[] _block = new byte[64 * 1024];
    private int _length;

    /// <summary>The current block.</summary>
    public byte[] Block => _block;

    /// <summary>The next byte of the block.</summary>
    public int Position { get; set; }

    /// <summary>How many bytes the block has.</summary>
    public int Length => _length;

    /// <summary>The failure of reading; null when there was none.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Makes sure that there is a next byte.</summary>
    /// <returns>False at the end.</returns>
    public bool Fill()
    {
        if (Position < _length)
            return true;
        Position = 0;
        _length = Read(0);
        return _length > 0;
    }

    /// <summary>Fills the first block as far as the file goes: its beginning says what it is.</summary>
    public void FillBeginning()
    {
        int read;
        while (_length < _block.Length && (read = Read(_length)) > 0)
            _length += read;
    }

    /// <summary>The next byte; -1 at the end.</summary>
    public int ReadByte() => Fill() ? _block[Position++] : -1;

    private int Read(int offset)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return source.Read(_block, offset, _block.Length - offset);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
