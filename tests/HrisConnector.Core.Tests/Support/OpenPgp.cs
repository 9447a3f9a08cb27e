using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using HrisConnector.Core.Intake.Pgp;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Messages that no well-behaved program makes.</summary>
internal static class OpenPgp
{
    /// <summary>The bytes of an armored message.</summary>
    public static byte[] Dearmor(byte[] armored)
    {
        var lines = Encoding.ASCII.GetString(armored).ReplaceLineEndings("\n").Split('\n');
        var body = lines.SkipWhile(line => line.Length > 0).TakeWhile(line => !line.StartsWith("-----END", StringComparison.Ordinal) && !(line.Length == 5 && line[0] == '='));
        return Convert.FromBase64String(string.Concat(body));
    }

    /// <summary>Puts bytes into an armor without a checksum, which no program needs.</summary>
    public static byte[] Armor(byte[] bytes) => Encoding.ASCII.GetBytes(
        "-----BEGIN PGP MESSAGE-----\n\n" + string.Join('\n', Convert.ToBase64String(bytes).Chunk(64).Select(line => new string(line))) + "\n-----END PGP MESSAGE-----\n");

    /// <summary>A packet of the new format.</summary>
    public static byte[] Packet(int tag, byte[] body) =>
        [(byte)(0xC0 | tag), 255, (byte)(body.Length >> 24), (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];

    /// <summary>The packet of a file.</summary>
    public static byte[] Literal(byte[] content, char mode = 'b') => Packet(11, [(byte)mode, 0, 0, 0, 0, 0, .. content]);

    /// <summary>The packet of compressed packets.</summary>
    public static byte[] Compressed(byte[] packets)
    {
        using var body = new MemoryStream();
        body.WriteByte(1);
        using (var deflate = new DeflateStream(body, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(packets);
        return Packet(8, body.ToArray());
    }

    /// <summary>The first packet of a message, which is the session key of its first recipient.</summary>
    public static byte[] FirstPacket(byte[] message) => message[0] switch
    {
        0x84 => message[..(2 + message[1])],
        0x85 => message[..(3 + (message[1] << 8) + message[2])],
        0xC1 => message[..(2 + message[1])],
        _ => throw new ArgumentException("Not the first packet of a message."),
    };

    /// <summary>Encrypts packets of any kind.</summary>
    public static byte[] Encrypt(byte[] packets, string publicKeyPath, bool withIntegrity = true)
    {
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes128, withIntegrity, new SecureRandom());
        generator.AddMethod(RecipientKey.Load(publicKeyPath));
        using var message = new MemoryStream();
        using (var data = generator.Open(message, packets.Length))
            data.Write(packets);
        return Armor(message.ToArray());
    }
}
