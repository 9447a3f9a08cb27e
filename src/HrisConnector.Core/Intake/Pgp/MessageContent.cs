using System;
using System.IO;
using System.Threading;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// Takes the one file out of the decrypted packets: compressed or not, with signatures around it or without (RFC 9580, section 10.3).
/// </summary>
/// <param name="plain">Where the file is written.</param>
/// <param name="limit">How many bytes it may have.</param>
/// <param name="signatures">Judges the signatures; null when nobody asks for any.</param>
/// <param name="cancellationToken">Stops between two blocks.</param>
internal sealed class MessageContent(Stream plain, long limit, SignatureCheck? signatures, CancellationToken cancellationToken)
{
    private const int MaxDepth = 4;
    private const int MaxSignature = 64 * 1024;
    private const int MaxSignatures = 32;
    private readonly byte[] _block = new byte[64 * 1024];
    private int _signatures;
    private bool _hasFile;

    /// <summary>A failure of writing, which is not the message's; null when there was none.</summary>
    public Exception? WriteFailure { get; private set; }

    /// <summary>Reads all packets and writes the file.</summary>
    /// <exception cref="MessageFault">They are not those of one file.</exception>
    public void Read(Stream packets)
    {
        Read(packets, 0);
        if (!_hasFile)
            throw MessageFault.Invalid("The message holds no file.");
    }

    private void Read(Stream packets, int depth)
    {
        var reader = new PacketReader(packets);
        while (reader.Next() is { } packet)
        {
            switch (packet.Tag)
            {
                case PacketTag.Marker or PacketTag.Padding:
                    break;
                case PacketTag.OnePassSignature or PacketTag.Signature:
                    ReadSignature(packet);
                    break;
                case PacketTag.Compressed when !_hasFile && depth < MaxDepth:
                    Decompress(packet, depth);
                    break;
                case PacketTag.Literal when !_hasFile:
                    _hasFile = true;
                    Write(packet);
                    break;
                case PacketTag.Compressed when !_hasFile:
                    throw MessageFault.Invalid("The content is compressed many times over.");
                case PacketTag.Compressed or PacketTag.Literal:
                    throw MessageFault.Invalid("The message holds more than one file.");
                default:
                    throw MessageFault.Invalid($"The message holds a packet that does not belong there (number {(int)packet.Tag}).");
            }
        }
    }

    private void Decompress(PacketBody packet, int depth)
    {
        using var content = Decompression.Of(packet, limit, cancellationToken);
        Read(content, depth + 1);
    }

    private void ReadSignature(PacketBody packet)
    {
        if (++_signatures > MaxSignatures)
            throw MessageFault.Invalid("The message has far too many signatures.");
        if (packet.Tag == PacketTag.OnePassSignature && _hasFile)
            throw MessageFault.Invalid("A signature of the message stands in the wrong place.");
        var body = packet.ReadSmall(MaxSignature);
        if (packet.Tag == PacketTag.OnePassSignature)
            signatures?.Announce(body);
        else if (_hasFile)
            signatures?.Verify(body);
    }

    private void Write(PacketBody file)
    {
        var mode = file.RequireByte();
        if (mode is not ((byte)'b' or (byte)'t' or (byte)'u'))
            throw MessageFault.Invalid("The content is no file.");
        var nameAndDate = file.RequireByte() + 4;
        for (var i = 0; i < nameAndDate; i++)
            file.RequireByte();

        long written = 0;
        int read;
        while ((read = file.Read(_block, 0, _block.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            written += read;
            if (written > limit)
                throw Decompression.TooLarge(limit);
            signatures?.Update(_block, read);
            WriteBlock(read);
        }
    }

    private void WriteBlock(int count)
    {
        try
        {
            plain.Write(_block, 0, count);
        }
        catch (Exception e)
        {
            WriteFailure = e;
            throw;
        }
    }
}
