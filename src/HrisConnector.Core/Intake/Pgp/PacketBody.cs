using System;
using System.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The body of a packet, in one piece or in several.</summary>
internal sealed class PacketBody : ReadOnlyStream
{
    private readonly Stream _input;
    private long _left;
    private bool _more;

    private PacketBody(Stream input, PacketTag tag)
    {
        _input = input;
        Tag = tag;
    }

    /// <summary>What the packet is.</summary>
    public PacketTag Tag { get; }

    // Of the old format alone: the body goes as far as the stream.
    private bool IsEndless => _left < 0;

    /// <summary>The packet whose first byte was read.</summary>
    public static PacketBody OfNewFormat(Stream input, PacketTag tag)
    {
        var body = new PacketBody(input, tag);
        body.ReadLength();
        return body;
    }

    /// <summary>The same for the old format.</summary>
    public static PacketBody OfOldFormat(Stream input, PacketTag tag, int lengthType) => new(input, tag)
    {
        _left = lengthType == 3 ? -1 : Number(input, 1 << lengthType),
    };

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (IsEndless)
            return _input.Read(buffer, offset, count);
        while (_left == 0 && _more)
            ReadLength();
        if (_left == 0 || count == 0)
            return 0;
        var read = _input.Read(buffer, offset, (int)Math.Min(count, _left));
        if (read <= 0)
            throw MessageFault.Truncated();
        _left -= read;
        return read;
    }

    /// <summary>The next byte.</summary>
    /// <exception cref="MessageFault">There is none.</exception>
    public byte RequireByte()
    {
        var value = ReadByte();
        return value < 0 ? throw MessageFault.Invalid("A packet of the message is too short.") : (byte)value;
    }

    /// <summary>All that is left, of a packet that is small in every message.</summary>
    /// <exception cref="MessageFault">It is not small.</exception>
    public byte[] ReadSmall(int limit)
    {
        using var all = new MemoryStream();
        var block = new byte[512];
        int read;
        while ((read = Read(block, 0, block.Length)) > 0)
        {
            all.Write(block, 0, read);
            if (all.Length > limit)
                throw MessageFault.Invalid("A packet of the message is far too large.");
        }

        return all.ToArray();
    }

    /// <summary>Passes over what is left.</summary>
    public void Drain()
    {
        var block = new byte[4096];
        while (Read(block, 0, block.Length) > 0)
        {
        }
    }

    private void ReadLength()
    {
        var first = (int)Number(_input, 1);
        _more = first is >= 224 and < 255;
        _left = first switch
        {
            < 192 => first,
            < 224 => ((first - 192) << 8) + Number(_input, 1) + 192,
            255 => Number(_input, 4),
            _ => 1L << (first & 0x1F),
        };
    }

    private static long Number(Stream input, int bytes)
    {
        var number = 0L;
        for (var i = 0; i < bytes; i++)
        {
            var value = input.ReadByte();
            if (value < 0)
                throw MessageFault.Truncated();
            number = (number << 8) | (uint)value;
        }

        return number;
    }
}
