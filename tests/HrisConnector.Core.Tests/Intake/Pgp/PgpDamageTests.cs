using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>A message that was cut or altered anywhere is never taken for a good one.</summary>
public sealed class PgpDamageTests : IClassFixture<PgpKeys>
{
    private static readonly HrisError[] Damage =
    [
        HrisErrors.EncryptedFileTruncated, HrisErrors.EncryptedFileAltered, HrisErrors.EncryptedFileInvalid, HrisErrors.EncryptedForAnotherKey,
        HrisErrors.FileNotEncrypted, HrisErrors.EncryptedFileUnprotected, HrisErrors.EncryptionMethodNotSupported, HrisErrors.DecryptedFileTooLarge,
    ];

    private readonly PgpKeys _keys;
    private readonly byte[][] _messages;
    private readonly byte[][] _contents;

    public PgpDamageTests(PgpKeys keys)
    {
        _keys = keys;
        var large = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"E{i},planted.mail{i * 7919 % 3001}@example.org,Ann,Plantedname,Active\n")));
        var sender = keys.Gpg.ExportPrivate(PgpKeys.Sender); // has no passphrase: thousands of times a second would be too often
        _contents = [large, large, large, large, PgpKeys.Content];
        Configuration = keys.Configuration with { PrivateKeyFile = sender };
        _messages =
        [
            .. new[] { "none", "zip", "zlib", "bzip2" }.Select(compression => keys.Gpg.Encrypt(large, "--recipient", PgpKeys.Sender, "--compress-algo", compression)),
            keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", PgpKeys.Sender),
        ];
    }

    private Core.Configuration.EncryptionConfiguration Configuration { get; }

    [Fact]
    public void A_message_that_is_cut_is_truncated()
    {
        foreach (var message in _messages)
        {
            var end = Encoding.ASCII.GetString(message).IndexOf("\n=", StringComparison.Ordinal);
            foreach (var length in Points(end).Append(end - 1))
                Assert.Equal((length, HrisErrors.EncryptedFileTruncated), (length, Refuse(message[..length])));
        }
    }

    [Fact]
    public void A_message_that_was_cut_before_it_was_armored_is_truncated()
    {
        foreach (var bytes in _messages.Select(OpenPgp.Dearmor))
        {
            foreach (var length in Points(bytes.Length).Skip(1))
                Assert.Equal((length, HrisErrors.EncryptedFileTruncated), (length, Refuse(OpenPgp.Armor(bytes[..length]))));
        }
    }

    [Fact]
    public void A_message_that_is_cut_between_two_parts_of_its_data_is_truncated()
    {
        var bytes = OpenPgp.Dearmor(_messages[1]);

        // RFC 9580, section 4.2: behind the session key, whose packet GnuPG writes in the old format, the data packet (number 18) comes in
        // parts, each behind an octet with its length as a power of two.
        var at = (bytes[0] & 3) == 0 ? 2 + bytes[1] : 3 + (bytes[1] << 8) + bytes[2];
        Assert.Equal(0xC0 + 18, bytes[at]);
        Assert.InRange(bytes[at + 1], 224, 254);
        var end = at + 2 + (1 << (bytes[at + 1] & 0x1F));

        Assert.Equal(HrisErrors.EncryptedFileTruncated, Refuse(OpenPgp.Armor(bytes[..end])));
    }

    [Fact]
    public void A_message_with_one_flipped_bit_is_never_taken_for_another_one() => Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[0, 7]).Sample(
        (which, place, bit) =>
        {
            var message = _messages[which];
            var damaged = (byte[])message.Clone();
            var at = (int)(place * (damaged.Length - 1));
            damaged[at] ^= (byte)(1 << bit);
            if (!MayCarryNothing(message, damaged, at) || !IsTakenFor(_contents[which], damaged))
                Assert.Contains(Refuse(damaged), Damage);
        },
        iter: 400, threads: 1);

    [Fact]
    public void A_flipped_bit_of_the_content_is_an_alteration_with_and_without_checksum() => Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1], Gen.Int[0, 7]).Sample(
        (which, place, bit) =>
        {
            var bytes = OpenPgp.Dearmor(_messages[which]);
            var session = OpenPgp.FirstPacket(bytes).Length + 8;
            bytes[session + (int)(place * (bytes.Length - session - 1))] ^= (byte)(1 << bit);
            Assert.Contains(Refuse(OpenPgp.Armor(bytes)), which < 4 ? [HrisErrors.EncryptedFileAltered, HrisErrors.EncryptedFileTruncated] : Damage);
        },
        iter: 400, threads: 1);

    [Fact]
    public void Lines_that_are_missing_twice_there_or_exchanged_are_found()
    {
        var lines = Encoding.ASCII.GetString(_messages[2]).Split('\n').ToList();
        foreach (var at in Enumerable.Range(3, 40))
        {
            Assert.Contains(Refuse(Join(lines.Where((_, i) => i != at))), Damage);
            Assert.Contains(Refuse(Join(lines.SelectMany((line, i) => i == at ? new[] { line, line } : [line]))), Damage);
            Assert.Contains(Refuse(Join(lines.Select((line, i) => i == at ? lines[at + 1] : i == at + 1 ? lines[at] : line))), Damage);
        }
    }

    [Fact]
    public void A_byte_altered_in_the_middle_of_compressed_data_is_an_alteration()
    {
        foreach (var bytes in _messages[..4].Select(OpenPgp.Dearmor))
        {
            bytes[bytes.Length / 2] ^= 0x20;
            Assert.Equal(HrisErrors.EncryptedFileAltered, Refuse(OpenPgp.Armor(bytes)));
        }
    }

    [Fact]
    public void Random_bytes_in_an_armor_end_in_order() => Gen.Byte.Array[0, 300].Sample(
        bytes => Assert.Contains(Refuse(OpenPgp.Armor(bytes)), Damage), iter: 500, threads: 1);

    [Fact]
    public void Random_packets_in_a_good_message_end_in_order() => Gen.Select(Gen.Int[0, 63], Gen.Byte.Array[0, 300]).Sample(
        (tag, bytes) =>
        {
            if (tag is not (10 or 11 or 21))
                Assert.Contains(Refuse(OpenPgp.Encrypt(OpenPgp.Packet(tag, bytes), _keys.SenderKey)), Damage);
        },
        iter: 200, threads: 1);

    // A line end may become another white space, and the first dash of the last line a line end. Where the data ends in padding, its last letter has bits
    // that stand for nothing (RFC 4648, section 3.5), and nothing is behind the first of two padding signs.
    private static bool MayCarryNothing(byte[] message, byte[] damaged, int at)
    {
        var end = Encoding.ASCII.GetString(message).IndexOf("\n=", StringComparison.Ordinal);
        return IsWhiteSpace(damaged[at]) ? IsWhiteSpace(message[at]) || message[at] == '-'
            : message[end - 1] == '=' && at >= end - 3 && at < end;
    }

    private static bool IsWhiteSpace(byte letter) => letter is 0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x20;

    private bool IsTakenFor(byte[] content, byte[] message)
    {
        try
        {
            Assert.Equal(content, _keys.Decrypt(message, Configuration, passphrase: null));
            return true;
        }
        catch (HrisException)
        {
            return false;
        }
    }

    private static byte[] Join(IEnumerable<string> lines) => Encoding.ASCII.GetBytes(string.Join('\n', lines));

    // Every byte of the beginning, and places all over.
    private static IEnumerable<int> Points(int end) => Enumerable.Range(0, Math.Min(end, 200)).Concat(Enumerable.Range(1, 40).Select(i => (int)((long)end * i / 41)).Where(at => at < end));

    private HrisError Refuse(byte[] message) => _keys.Refuse(message, Configuration, passphrase: null).Error;
}
