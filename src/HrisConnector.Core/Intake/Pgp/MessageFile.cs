using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Reads a received file in blocks, and knows whether a failure was the file's own and whether the armor's last line went by.</summary>
/// <param name="source">The file.</param>
/// <param name="cancellationToken">Stops between two blocks.</param>
internal sealed class MessageFile(Stream source, CancellationToken cancellationToken) : ReadOnlyStream
{
    private const string Footer = "-----END PGP MESSAGE-----";
    private readonly byte[] _block = new byte[64 * 1024];
    private int _position;
    private int _length;
    private string _tail = "";

    /// <summary>The failure of reading; null when there was none.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>The first block, of which nothing is taken.</summary>
    /// <param name="length">How many bytes it has.</param>
    public byte[] Beginning(out int length)
    {
        int read;
        while (_length < _block.Length && (read = Fill(_length)) > 0)
            _length += read;
        length = _length;
        return _block;
    }

    /// <summary>Goes past bytes of the beginning.</summary>
    public void Skip(int count) => _position += count;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (!HasNext())
            return 0;
        var part = Math.Min(count, _length - _position);
        Buffer.BlockCopy(_block, _position, buffer, offset, part);
        _position += part;
        return part;
    }

    public override int ReadByte() => HasNext() ? _block[_position++] : -1;

    /// <summary>Whether the file ends with the last line of an armored message. Reads to its end.</summary>
    public bool EndsWithFooter()
    {
        while (HasNext())
            _position = _length;
        return _tail.Contains(Footer);
    }

    /// <summary>Whether the last line, when one begins like an armor's, is the right one. Reads to the end.</summary>
    public bool EndsInOrder()
    {
        EndsWithFooter();
        var start = _tail.LastIndexOf("\n-", StringComparison.Ordinal);
        return start < 0 || _tail.Substring(start).Trim('\n', '\r', ' ', '\t') == Footer;
    }

    /// <summary>Whether anything but white space is left. Reads to the end.</summary>
    public bool HasMore()
    {
        for (int next; (next = ReadByte()) >= 0;)
        {
            if (next is not (' ' or '\t' or '\r' or '\n'))
                return true;
        }

        return false;
    }

    private bool HasNext()
    {
        if (_position < _length)
            return true;
        _position = 0;
        _length = 0;
        _length = Fill(0);
        return _length > 0;
    }

    private int Fill(int offset)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var read = source.Read(_block, offset, _block.Length - offset);
            Remember(offset, read);
            return read;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    // The last line may be cut by the end of a block.
    private void Remember(int offset, int count)
    {
        const int enough = 256;
        var part = Math.Min(count, enough);
        _tail += Encoding.ASCII.GetString(_block, offset + count - part, part);
        if (_tail.Length > enough)
            _tail = _tail.Substring(_tail.Length - enough);
    }
}
