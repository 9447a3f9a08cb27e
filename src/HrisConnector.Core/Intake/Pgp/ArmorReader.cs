using System;
using System.Text;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The bytes of an armored message, whose first line was read. Stricter than others: a damaged character is never passed over.</summary>
internal sealed class ArmorReader(BlockReader file) : ReadOnlyStream
{
    private const string Footer = "-----END PGP MESSAGE-----";
    private const int MaxHeaderLine = 8 * 1024;
    private const int Invalid = -1;
    private static readonly int[] Values = MakeValues();

    private readonly byte[] _decoded = new byte[48 * 1024];
    private readonly Crc24 _crc = new();
    private int _start;
    private int _end;
    private int _bits;
    private int _sextets;
    private int _padding;
    private bool _lineStart = true;
    private bool _headersRead;
    private bool _ended;

    /// <summary>Whether the footer was there. Without it the message may have been cut; its content alone can tell.</summary>
    public bool HasFooter { get; private set; }

    /// <summary>Whether the armor was read to its end.</summary>
    public bool Ended => _ended && _start == _end;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0 || (_start == _end && !Fill()))
            return 0;
        var part = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_decoded, _start, buffer, offset, part);
        _start += part;
        return part;
    }

    private bool Fill()
    {
        if (!_headersRead)
            ReadHeaders();
        _start = _end = 0;
        if (_ended)
            return false;
        var atTrailer = Decode();
        _crc.Update(_decoded, _end);
        if (_end > 0)
            return true; // the trailer is read by the next call, when the checksum is complete
        if (atTrailer)
            ReadTrailer();
        _ended = true;
        return false;
    }

    // Fills the buffer; true at the checksum or the footer, false there too when the file ends without one.
    private bool Decode()
    {
        while (_end + 3 <= _decoded.Length && file.Fill())
        {
            DecodeWhole();
            if (file.Position == file.Length || _end + 3 > _decoded.Length)
                continue;
            var character = file.Block[file.Position];
            if (_lineStart && (character == '-' || (character == '=' && _sextets == 0)))
                return true;
            file.Position++;
            if (character == '\n')
                _lineStart = true;
            else if (character is not ((byte)'\r' or (byte)' ' or (byte)'\t'))
                Add(character);
        }

        return false;
    }

    // Four characters that make three bytes, as nearly all do.
    private void DecodeWhole()
    {
        if (_sextets != 0 || _padding != 0)
            return;
        var block = file.Block;
        var position = file.Position;
        while (position + 4 <= file.Length && _end + 3 <= _decoded.Length)
        {
            int a = Values[block[position]], b = Values[block[position + 1]], c = Values[block[position + 2]], d = Values[block[position + 3]];
            if ((a | b | c | d) < 0)
                break;
            var bits = (a << 18) | (b << 12) | (c << 6) | d;
            _decoded[_end++] = (byte)(bits >> 16);
            _decoded[_end++] = (byte)(bits >> 8);
            _decoded[_end++] = (byte)bits;
            position += 4;
            _lineStart = false;
        }

        file.Position = position;
    }

    private void Add(byte character)
    {
        _lineStart = false;
        if (character == '=')
        {
            Pad();
            return;
        }

        var value = Values[character];
        if (value == Invalid || _padding > 0)
            throw Damaged();
        _bits = (_bits << 6) | value;
        if (++_sextets < 4)
            return;
        _decoded[_end++] = (byte)(_bits >> 16);
        _decoded[_end++] = (byte)(_bits >> 8);
        _decoded[_end++] = (byte)_bits;
        _bits = _sextets = 0;
    }

    // Bits that belong to no byte must be zero: otherwise a message could be altered and still decode to the same.
    private void Pad()
    {
        _padding++;
        if (_sextets == 3 && _padding == 1 && (_bits & 3) == 0)
        {
            _decoded[_end++] = (byte)(_bits >> 10);
            _decoded[_end++] = (byte)(_bits >> 2);
            _bits = _sextets = 0;
        }
        else if (_sextets == 2 && _padding == 2 && (_bits & 15) == 0)
        {
            _decoded[_end++] = (byte)(_bits >> 4);
            _bits = _sextets = 0;
        }
        else if (_sextets != 2 || _padding != 1)
        {
            throw Damaged();
        }
    }

    private void ReadTrailer()
    {
        if (_sextets != 0)
            throw Damaged();
        var line = ReadLine(out var complete);
        if (line.StartsWith("=", StringComparison.Ordinal))
        {
            if (!complete && line.Length < 5)
                return;
            if (!_crc.Matches(line))
                throw MessageFault.Altered("The checksum of the armor is wrong: the message was damaged on its way.");
            do
                line = ReadLine(out complete);
            while (line.Length == 0 && complete);
        }

        if (line == Footer)
        {
            HasFooter = true;
            RequireNothingMore();
        }
        else if (complete || !Footer.StartsWith(line, StringComparison.Ordinal))
        {
            // A file that ends within the footer may be whole all the same: that is for its integrity check to say.
            throw Damaged();
        }
    }

    private void RequireNothingMore()
    {
        int character;
        while ((character = file.ReadByte()) >= 0)
        {
            if (character is not ('\r' or '\n' or ' ' or '\t'))
                throw MessageFault.Invalid("Something stands behind the message; a file holds one message.");
        }
    }

    // Headers such as Version and Comment say nothing that matters here.
    private void ReadHeaders()
    {
        _headersRead = true;
        while (true)
        {
            var line = ReadLine(out var complete);
            if (!complete)
                throw MessageFault.Truncated();
            if (line.Length == 0)
                return;
            if (line.IndexOf(':') < 1)
                throw MessageFault.Invalid("The headers of the armor do not end with a blank line.");
        }
    }

    private string ReadLine(out bool complete)
    {
        var line = new StringBuilder();
        int character;
        while ((character = file.ReadByte()) >= 0 && character != '\n')
        {
            if (line.Length == MaxHeaderLine)
                throw MessageFault.Invalid("A line of the armor is far too long.");
            line.Append((char)character);
        }

        complete = character >= 0;
        return line.ToString().TrimEnd(' ', '\t', '\r');
    }

    private static MessageFault Damaged() => MessageFault.Altered("The armor holds characters that cannot be there: the message was damaged on its way.");

    private static int[] MakeValues()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var values = new int[256];
        for (var i = 0; i < values.Length; i++)
            values[i] = alphabet.IndexOf((char)i);
        return values;
    }
}
