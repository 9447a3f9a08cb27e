using System;
using System.Text;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Tells an armored message from everything else that somebody may upload, by its first line.</summary>
internal static class ArmorStart
{
    private const string Header = "-----BEGIN PGP MESSAGE-----";

    /// <summary>Goes to the first line of an armored message. Blank lines before it do no harm; anything else there does.</summary>
    /// <exception cref="MessageFault">The file does not begin like an armored message; says what it is instead.</exception>
    public static void Require(MessageFile file)
    {
        var block = file.Beginning(out var length);
        var start = SkipBlank(block, length);
        var text = Encoding.ASCII.GetString(block, start, length - start);
        var end = text.IndexOf('\n');
        var line = (end < 0 ? text : text.Substring(0, end)).TrimEnd();
        if (line == Header)
            file.Skip(start);
        else
            throw What(block, length, text, line, end < 0);
    }

    /// <summary>Whether a file begins as an armored or binary PGP message.</summary>
    public static bool IsMessage(byte[] block, int length) =>
        IsBinary(block, length) || Encoding.ASCII.GetString(block, 0, length).TrimStart().StartsWith(Header, StringComparison.Ordinal);

    private static int SkipBlank(byte[] block, int length)
    {
        var start = 0;
        while (start < length && block[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            start++;
        return start;
    }

    private static MessageFault What(byte[] block, int length, string text, string line, bool endsHere)
    {
        if (endsHere && Header.StartsWith(line, StringComparison.Ordinal))
            return MessageFault.Truncated();
        if (IsBinary(block, length))
            return new(HrisErrors.EncryptedFileNotArmored, "The file is a binary message, not an armored one.");
        if (length > 2 && ((block[0] == 0xFF && block[1] == 0xFE) || (block[0] == 0xFE && block[1] == 0xFF))
            && Encoding.ASCII.GetString(block, 0, length).Replace("\0", "").Contains(Header))
            return MessageFault.Invalid("The message is written as UTF-16, as > does in Windows PowerShell; gpg --output writes it as it must be.");
        if (text.Contains("\n" + Header) || line.EndsWith(Header, StringComparison.Ordinal))
            return MessageFault.Invalid("Something stands before the message, such as text or a byte order mark.");
        return line switch
        {
            "-----BEGIN PGP SIGNED MESSAGE-----" => new(HrisErrors.FileNotEncrypted, "The file is signed and not encrypted: anybody can read it."),
            "-----BEGIN PGP PUBLIC KEY BLOCK-----" => MessageFault.Invalid("The file is a public key, not a message."),
            "-----BEGIN PGP PRIVATE KEY BLOCK-----" => MessageFault.Invalid("The file is a private key, not a message. Its owner must revoke it: others may have read it."),
            "-----BEGIN PGP SIGNATURE-----" => MessageFault.Invalid("The file is a detached signature, not a message."),
            _ when line.StartsWith("-----BEGIN PGP MESSAGE", StringComparison.Ordinal) => MessageFault.Invalid("The first line of the message is damaged, or the message is one part of several."),
            _ => new(HrisErrors.FileNotEncrypted, "The file is not encrypted."),
        };
    }

    // The versions tell a packet from text whose first letter looks like one.
    private static bool IsBinary(byte[] block, int length)
    {
        if (length < 3 || (block[0] & 0x80) == 0)
            return false;
        var isNew = (block[0] & 0x40) != 0;
        var tag = (PacketTag)(isNew ? block[0] & 0x3F : (block[0] >> 2) & 0x0F);
        var body = isNew ? BodyOfNewFormat(block[1]) : 1 + ((block[0] & 3) switch { 0 => 1, 1 => 2, 2 => 4, _ => 0 });
        var version = body < length ? block[body] : (byte)0;
        return tag switch
        {
            PacketTag.PublicKeyEncryptedSession => version is 2 or 3 or 6,
            PacketTag.SymmetricKeyEncryptedSessionKey => version is 4 or 5 or 6,
            PacketTag.SymmetricEncryptedIntegrityProtected => version is 1 or 2,
            PacketTag.AeadEncData => version == 1,
            PacketTag.OnePassSignature => version is 3 or 6,
            PacketTag.CompressedData => version is 1 or 2 or 3,
            PacketTag.Marker => version == (byte)'P',
            _ => false,
        };
    }

    private static int BodyOfNewFormat(byte length) => length switch
    {
        < 192 => 2,
        < 224 => 3,
        255 => 6,
        _ => 2,
    };
}
