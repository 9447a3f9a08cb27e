using System.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Takes a stream apart into packets (RFC 9580, section 4.2), in both formats.</summary>
internal sealed class PacketReader(Stream input)
{
    private PacketBody? _current;

    /// <summary>The next packet, after the rest of the one before it was passed over.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="MessageFault">The stream ends within a packet, or something else than a packet stands there.</exception>
    public PacketBody? Next()
    {
        _current?.Drain();
        var first = input.ReadByte();
        if (first < 0)
            return _current = null;
        if ((first & 0x80) == 0)
            throw MessageFault.Invalid("Something that is no part of a message stands in it.");
        return _current = (first & 0x40) != 0
            ? PacketBody.OfNewFormat(input, (PacketTag)(first & 0x3F))
            : PacketBody.OfOldFormat(input, (PacketTag)((first >> 2) & 0x0F), first & 3);
    }
}
