using System;
using System.IO;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// Looks at the outer packets of a message before anything is decrypted (RFC 9580, sections 4.2 and 5): the library would decrypt data without
/// integrity protection, and data of a newer kind into garbage.
/// </summary>
internal sealed class OuterPackets
{
    private const int MaxLength = 128 * 1024; // hundreds of recipients
    private const byte SupportedVersion = 1;
    private const byte SessionKeyVersion = 3;
    private const int AlgorithmAt = 9;

    private readonly byte[] _beginning = new byte[MaxLength];
    private readonly int _length;
    private int _position;
    private int _kept;

    private OuterPackets(Stream message)
    {
        int read;
        while (_length < MaxLength && (read = message.Read(_beginning, _length, MaxLength - _length)) > 0)
            _length += read;
    }

    /// <summary>Looks.</summary>
    /// <param name="message">The message without its armor.</param>
    /// <returns>The message from its first byte on, with the recipients alone whose kind of key is supported: the library refuses a message for
    /// the sake of any other.</returns>
    /// <exception cref="MessageFault">It is not encrypted, not for a key, not protected, or in a way that is not supported.</exception>
    public static ReplayedStream Require(Stream message)
    {
        var packets = new OuterPackets(message);
        packets.Require();
        return new ReplayedStream(packets._beginning, packets._kept, message);
    }

    private void Require()
    {
        var recipients = 0;
        var others = 0;
        while (true)
        {
            var start = _position;
            var tag = ReadHeader(out var length);
            if (tag is not (PacketTag.PublicKeyEncryptedSession or PacketTag.SymmetricKeyEncryptedSessionKey or PacketTag.Marker or PacketTag.Padding))
            {
                RequireProtection(tag);
                if (recipients == 0)
                    throw others == 0 ? MessageFault.Invalid("The message names no recipient.") : MessageFault.NotSupported("The message is encrypted with a password, or for a kind of key that is not supported.");
                Keep(start, _length);
                return;
            }

            if (length > MaxLength - _position)
                throw MessageFault.Invalid("The message has far too many recipients, or is damaged at its beginning.");
            var isSupported = tag == PacketTag.PublicKeyEncryptedSession && length > AlgorithmAt && IsSupported();
            _position += (int)length;
            if (isSupported)
                Keep(start, _position);
            recipients += isSupported ? 1 : 0;
            others += isSupported || tag is PacketTag.Marker or PacketTag.Padding ? 0 : 1;
        }
    }

    private bool IsSupported() =>
        _position + AlgorithmAt < _length
        && _beginning[_position] == SessionKeyVersion
        && (PublicKeyAlgorithmTag)_beginning[_position + AlgorithmAt] is PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt or PublicKeyAlgorithmTag.ECDH;

    private void Keep(int start, int end)
    {
        Buffer.BlockCopy(_beginning, start, _beginning, _kept, end - start);
        _kept += end - start;
    }

    private void RequireProtection(PacketTag tag)
    {
        switch (tag)
        {
            case PacketTag.SymmetricEncryptedIntegrityProtected:
                if (ReadByte() != SupportedVersion)
                    throw MessageFault.NotSupported("The message is encrypted with AEAD (integrity protection of version 2), which is not supported.");
                break;
            case PacketTag.AeadEncData:
                throw MessageFault.NotSupported("The message is encrypted with AEAD, which is not supported.");
            case PacketTag.SymmetricKeyEncrypted:
                throw new MessageFault(HrisErrors.EncryptedFileUnprotected, "The message has no integrity protection: nobody could see whether it was altered.");
            case PacketTag.OnePassSignature or PacketTag.Signature or PacketTag.CompressedData or PacketTag.LiteralData:
                throw new MessageFault(HrisErrors.FileNotEncrypted, "The message is not encrypted, only signed or compressed: anybody can read it.");
            default:
                throw MessageFault.Invalid($"The message begins with a packet that does not belong there (number {(int)tag}).");
        }
    }

    // The length of a packet that ends where the file ends, or comes in parts, is that of the data packet: it is not asked for.
    private PacketTag ReadHeader(out long length)
    {
        var first = ReadByte();
        if ((first & 0x80) == 0)
            throw MessageFault.Invalid("Something that is no part of a message stands in it.");
        if ((first & 0x40) == 0)
        {
            length = (first & 3) switch { 0 => ReadNumber(1), 1 => ReadNumber(2), 2 => ReadNumber(4), _ => 0 };
            return (PacketTag)((first >> 2) & 0x0F);
        }

        var start = ReadByte();
        length = start switch
        {
            < 192 => start,
            < 224 => ((start - 192) << 8) + ReadByte() + 192,
            255 => ReadNumber(4),
            _ => 0,
        };
        return (PacketTag)(first & 0x3F);
    }

    private long ReadNumber(int bytes)
    {
        var number = 0L;
        for (; bytes > 0; bytes--)
            number = (number << 8) | (uint)ReadByte();
        return number;
    }

    private int ReadByte() => _position < _length ? _beginning[_position++] : throw MessageFault.Truncated();
}
