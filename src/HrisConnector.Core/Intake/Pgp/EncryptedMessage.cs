using System.Collections.Generic;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The outer packets of a message: for whom it is, and what is encrypted. Nothing is decrypted before they are known to be good.</summary>
internal sealed class EncryptedMessage
{
    private const int MaxRecipients = 1024;
    private const int MaxSessionKey = 4 * 1024;
    private const int SupportedVersion = 1;

    private readonly PacketReader _packets;

    private EncryptedMessage(PacketReader packets, IReadOnlyList<EncryptedSessionKey> recipients, PacketBody data)
    {
        _packets = packets;
        Recipients = recipients;
        Data = data;
    }

    /// <summary>For whom it is.</summary>
    public IReadOnlyList<EncryptedSessionKey> Recipients { get; }

    /// <summary>What is encrypted, behind its version.</summary>
    public PacketBody Data { get; }

    /// <summary>Reads up to the encrypted data.</summary>
    /// <exception cref="MessageFault">It is not encrypted, not for a key, not protected, or in a way that is not supported.</exception>
    public static EncryptedMessage Open(ArmorReader armor)
    {
        var packets = new PacketReader(armor);
        var recipients = new List<EncryptedSessionKey>();
        var count = 0;
        var hasPassword = false;
        while (packets.Next() is { } packet)
        {
            switch (packet.Tag)
            {
                case PacketTag.Marker or PacketTag.Padding:
                    break;
                case PacketTag.PublicKeySession when ++count <= MaxRecipients:
                    if (EncryptedSessionKey.From(packet.ReadSmall(MaxSessionKey)) is { } recipient)
                        recipients.Add(recipient);
                    break;
                case PacketTag.PublicKeySession:
                    throw MessageFault.Invalid("The message has far too many recipients.");
                case PacketTag.PasswordSession:
                    hasPassword = true;
                    break;
                default:
                    RequireProtection(packet);
                    return recipients.Count > 0 ? new(packets, recipients, packet) : throw NoRecipient(hasPassword);
            }
        }

        throw armor.HasFooter && count == 0 && !hasPassword ? MessageFault.Invalid("The message is empty.") : MessageFault.Truncated();
    }

    /// <summary>Makes sure that nothing comes after the encrypted data, to the end of the file.</summary>
    /// <exception cref="MessageFault">Something does.</exception>
    public void RequireEnd()
    {
        if (_packets.Next() is not null)
            throw MessageFault.Invalid("Something stands behind the encrypted content; a file holds one message.");
    }

    private static void RequireProtection(PacketBody packet)
    {
        switch (packet.Tag)
        {
            case PacketTag.IntegrityProtected:
                if (packet.RequireByte() != SupportedVersion)
                    throw MessageFault.NotSupported("The message is encrypted with AEAD (integrity protection of version 2), which is not supported.");
                break;
            case PacketTag.Aead:
                throw MessageFault.NotSupported("The message is encrypted with AEAD, which is not supported.");
            case PacketTag.Unprotected:
                throw new MessageFault(HrisErrors.EncryptedFileUnprotected, "The message has no integrity protection: nobody could see whether it was altered.");
            case PacketTag.OnePassSignature or PacketTag.Signature or PacketTag.Compressed or PacketTag.Literal:
                throw new MessageFault(HrisErrors.FileNotEncrypted, "The message is not encrypted, only signed or compressed: anybody can read it.");
            default:
                throw MessageFault.Invalid($"The message begins with a packet that does not belong there (number {(int)packet.Tag}).");
        }
    }

    private static MessageFault NoRecipient(bool hasPassword) => hasPassword
        ? MessageFault.NotSupported("The message is encrypted with a password, not for a public key.")
        : MessageFault.Invalid("The message names no recipient.");
}
