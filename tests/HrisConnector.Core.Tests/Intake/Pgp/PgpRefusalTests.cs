using System;
using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Pgp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>behaviour.md §3: what is no valid encrypted file is refused, and the cause has an entry of its own in the table of errors.</summary>
public sealed class PgpRefusalTests(PgpKeys keys) : IClassFixture<PgpKeys>
{
    private const string Begin = "-----BEGIN PGP MESSAGE-----";

    [Theory]
    [InlineData("uniqueId,email\nE1,planted.mail@example.org\n")]
    [InlineData("É,Ä\nplanted.mail,Plantedname\n")]
    [InlineData("ã,b\n")]
    [InlineData("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nplanted.mail\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n")]
    [InlineData("\uFEFFuniqueId\n")]
    public void A_plain_file_is_refused(string text) => Refuse(HrisErrors.FileNotEncrypted, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_signed_or_compressed_file_is_not_an_encrypted_one()
    {
        Refuse(HrisErrors.FileNotEncrypted, keys.Gpg.Make(PgpKeys.Content, "--local-user", PgpKeys.Sender, "--armor", "--sign"), "is not encrypted, only signed");
        Refuse(HrisErrors.FileNotEncrypted, keys.Gpg.Make(PgpKeys.Content, "--local-user", PgpKeys.Sender, "--clearsign"));
        Refuse(HrisErrors.FileNotEncrypted, keys.Gpg.Make(PgpKeys.Content, "--armor", "--store"));
    }

    [Fact]
    public void Keys_and_detached_signatures_are_no_messages()
    {
        _ = keys.Gpg;
        Refuse(HrisErrors.EncryptedFileInvalid, File.ReadAllBytes(keys.PublicKey), "is a public key");
        Refuse(HrisErrors.EncryptedFileInvalid, File.ReadAllBytes(keys.PrivateKey), "is a private key");
        Refuse(HrisErrors.EncryptedFileInvalid, keys.Gpg.Make(PgpKeys.Content, "--local-user", PgpKeys.Sender, "--armor", "--detach-sign"), "is a detached signature");
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("Here it is:\n\n")]
    [InlineData("x")]
    public void Something_before_the_message_is_refused(string before) =>
        Refuse(HrisErrors.EncryptedFileInvalid, [.. Encoding.UTF8.GetBytes(before), .. keys.Message()], "before the message");

    [Theory]
    [InlineData("\nRegards\n")]
    [InlineData("\n-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n")]
    public void Something_behind_the_message_is_refused(string behind) =>
        Refuse(HrisErrors.EncryptedFileInvalid, [.. keys.Message(), .. Encoding.UTF8.GetBytes(behind)], "behind the message");

    [Fact]
    public void A_message_in_UTF16_says_how_it_came_about() =>
        Refuse(HrisErrors.EncryptedFileInvalid, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.ASCII.GetString(keys.Message()))], "UTF-16");

    [Theory]
    [InlineData("--encrypt --recipient receiver@example.org")]
    [InlineData("--encrypt --recipient receiver@example.org --hidden-recipient sender@example.org --compress-algo none")]
    [InlineData("--symmetric --passphrase planted")]
    public void A_binary_message_is_refused(string options) => Refuse(HrisErrors.EncryptedFileNotArmored, keys.Gpg.Make(PgpKeys.Content, options.Split(' ')));

    [Fact]
    public void A_message_for_another_key_names_its_keys_and_ours()
    {
        var cause = Refuse(HrisErrors.EncryptedForAnotherKey, keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", PgpKeys.Stranger));

        Assert.Contains("encrypted for the key " + keys.Gpg.Fingerprints(PgpKeys.Stranger)[1][24..], cause, StringComparison.Ordinal);
        Assert.Contains("holds the key " + keys.Gpg.Fingerprints(PgpKeys.Receiver)[1][24..], cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_for_hidden_recipients_who_are_not_us_is_for_another_key() =>
        Refuse(HrisErrors.EncryptedForAnotherKey, keys.Gpg.Encrypt(PgpKeys.Content, "--hidden-recipient", PgpKeys.Stranger, "--recipient", PgpKeys.Sender), "and hidden recipients");

    [Fact]
    public void A_message_for_a_password_is_not_supported() =>
        Refuse(HrisErrors.EncryptionMethodNotSupported, keys.Gpg.Make(PgpKeys.Content, "--armor", "--symmetric", "--passphrase", "planted"), "with a password");

    [Theory]
    [InlineData(null, "none was given")]
    [InlineData("", "cannot be opened")]
    [InlineData("planted wrong 4711", "cannot be opened")]
    public void A_wrong_or_missing_passphrase_is_not_the_files_fault(string? passphrase, string cause) =>
        Assert.Contains(cause, Refuse(HrisErrors.KeyPassphraseWrong, keys.Message(), passphrase: passphrase), StringComparison.Ordinal);

    [Fact]
    public void A_message_without_integrity_protection_is_refused_before_it_is_decrypted()
    {
        var plain = new MemoryStream();

        Refuse(HrisErrors.EncryptedFileUnprotected, keys.Message("--rfc2440"));
        Refuse(HrisErrors.EncryptedFileUnprotected, OpenPgp.Encrypt(OpenPgp.Literal(PgpKeys.Content), keys.PublicKey, withIntegrity: false));
        Assert.Throws<HrisException>(() => new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase))
            .Decrypt(new MemoryStream(keys.Message("--rfc2440")), plain, PgpKeys.FileName, TestContext.Current.CancellationToken));
        Assert.Equal(0, plain.Length);
    }

    [Fact]
    public void AEAD_is_refused_before_it_is_decrypted()
    {
        var session = OpenPgp.FirstPacket(OpenPgp.Dearmor(keys.Message()));

        // Version, cipher, mode (OCB), size of the pieces, a nonce, and what would be data.
        Refuse(HrisErrors.EncryptionMethodNotSupported, OpenPgp.Armor([.. session, .. OpenPgp.Packet(20, [1, 9, 2, 16, .. new byte[60]])]), "with AEAD, which");
        Refuse(HrisErrors.EncryptionMethodNotSupported, OpenPgp.Armor([.. session, .. OpenPgp.Packet(18, [2, 9, 2, 16, .. new byte[60]])]), "version 2");
        Refuse(HrisErrors.EncryptionMethodNotSupported, OpenPgp.Armor([.. OpenPgp.Packet(1, [6, 0, 25, .. new byte[60]]), .. OpenPgp.Packet(18, [2, 9, 2, 6, .. new byte[60]])]), "version 2");
    }

    [Fact]
    public void AEAD_of_rnp_is_refused()
    {
        Assert.SkipUnless(Gpg.Has("rnp"), "rnp is not installed.");
        var home = Directory.CreateDirectory(keys.Gpg.PathOf("rnp")).FullName;
        var plain = keys.Gpg.Write("aead.csv", PgpKeys.Content);
        Gpg.RunTool("rnpkeys", ["--homedir", home, "--import-keys", keys.PublicKey]);

        Gpg.RunTool("rnp", ["--homedir", home, "--keyfile", keys.PublicKey, "--encrypt", "--armor", "--aead=ocb", "-r", PgpKeys.Receiver, "--output", plain + ".asc", plain]);

        Refuse(HrisErrors.EncryptionMethodNotSupported, File.ReadAllBytes(plain + ".asc"), "AEAD");
    }

    [Fact]
    public void A_file_larger_than_allowed_is_refused_and_not_written_any_further()
    {
        var message = keys.Gpg.Encrypt(new byte[5 * 1024 * 1024], "--recipient", PgpKeys.Receiver);
        var plain = new MemoryStream();

        var error = Assert.Throws<HrisException>(() => new PgpDecryption(keys.Configuration with { MaxDecryptedMegabytes = 2 }, new Secret(PgpKeys.Passphrase))
            .Decrypt(new MemoryStream(message), plain, PgpKeys.FileName, TestContext.Current.CancellationToken));

        Assert.Equal(HrisErrors.DecryptedFileTooLarge, error.Error);
        Assert.Contains("2 MiB", error.Message, StringComparison.Ordinal);
        Assert.InRange(plain.Length, 0, 2 * 1024 * 1024);
        Assert.Equal(5 * 1024 * 1024, keys.Decrypt(message, keys.Configuration with { MaxDecryptedMegabytes = 5 }).Length);
    }

    [Fact]
    public void A_bomb_of_compressions_within_each_other_goes_off_nowhere()
    {
        _ = keys.Gpg;
        var small = keys.Configuration with { MaxDecryptedMegabytes = 1 };
        var bomb = OpenPgp.Compressed(OpenPgp.Compressed(OpenPgp.Literal(new byte[8_000_000])));
        var marker = OpenPgp.Compressed([.. OpenPgp.Packet(10, new byte[8_000_000]), .. OpenPgp.Literal(PgpKeys.Content)]);
        var padding = OpenPgp.Compressed([.. OpenPgp.Packet(21, new byte[8_000_000]), .. OpenPgp.Literal(PgpKeys.Content)]);
        var deep = Enumerable.Range(0, 20).Aggregate(OpenPgp.Literal(PgpKeys.Content), (packets, _) => OpenPgp.Compressed(packets));

        Refuse(HrisErrors.DecryptedFileTooLarge, OpenPgp.Encrypt(bomb, keys.PublicKey), "1 MiB", small);
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(marker, keys.PublicKey), "does not belong", small);
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(padding, keys.PublicKey), "far too large");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(deep, keys.PublicKey), "many times");
    }

    [Fact]
    public void A_crowd_of_hidden_recipients_or_of_signatures_costs_nobody_an_hour()
    {
        var message = OpenPgp.Dearmor(keys.Gpg.Encrypt(PgpKeys.Content, "--hidden-recipient", PgpKeys.Stranger));
        var hidden = OpenPgp.FirstPacket(message);
        var signature = OpenPgp.Packet(4, [3, 0, 8, 1, .. new byte[8], 1]);

        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Armor([.. Enumerable.Repeat(hidden, 100).SelectMany(packet => packet), .. message]), "too many hidden recipients");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt([.. Enumerable.Repeat(signature, 100).SelectMany(packet => packet), .. OpenPgp.Literal(PgpKeys.Content)], keys.PublicKey), "too many signatures", keys.Signed);
    }

    [Fact]
    public void A_message_holds_one_file_and_nothing_else()
    {
        _ = keys.Gpg;
        var file = OpenPgp.Literal(PgpKeys.Content);

        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt([.. file, .. file], keys.PublicKey), "more than one file");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt([.. file, .. OpenPgp.Compressed(file)], keys.PublicKey), "more than one file");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt([.. file, 0], keys.PublicKey), "does not belong");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(OpenPgp.Packet(10, "PGP"u8.ToArray()), keys.PublicKey), "holds no file");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(PgpKeys.Content, keys.PublicKey), "does not belong");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(file[..^1], keys.PublicKey), "cannot be read");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Encrypt(OpenPgp.Packet(8, [1, 0xFF, 0xFF, 0xFF, 0xFF]), keys.PublicKey), "cannot be read");
        Refuse(HrisErrors.EncryptionMethodNotSupported, OpenPgp.Encrypt(OpenPgp.Packet(8, [9, 1]), keys.PublicKey), "number 9");
        Refuse(HrisErrors.EncryptedFileInvalid, OpenPgp.Armor([.. OpenPgp.Dearmor(keys.Message()), .. OpenPgp.Packet(10, [1]), .. OpenPgp.Packet(18, [1])]), "behind the encrypted");
    }

    [Theory]
    [InlineData("", "EncryptedFileTruncated")]
    [InlineData("-----BEGIN PGP MES", "EncryptedFileTruncated")]
    [InlineData(Begin, "EncryptedFileTruncated")]
    [InlineData(Begin + "\nVersion: 1", "EncryptedFileTruncated")]
    [InlineData(Begin + "\n\nhF4D", "EncryptedFileTruncated")]
    [InlineData(Begin + "\n\n-----END PGP MESSAGE-----\n", "EncryptedFileAltered")]
    [InlineData(Begin + "\nhF4D\n\n-----END PGP MESSAGE-----\n", "EncryptedFileAltered")]
    [InlineData(Begin + "\n\nAAAA\n-----END PGP MESSAGE-----\n", "EncryptedFileInvalid")]
    [InlineData("-----BEGIN PGP MESSAGE, PART 1/2-----\n\nhF4D\n", "EncryptedFileInvalid")]
    public void A_stump_of_a_message_is_refused(string text, string id) => Assert.Equal(id, keys.Refuse(Encoding.ASCII.GetBytes(text)).Error.Id);

    [Fact]
    public void Where_the_logs_are_not_to_name_it_they_get_nothing()
    {
        var error = Assert.Throws<HrisException>(() => keys.Decrypt(PgpKeys.Content, keys.Configuration with { DecryptionErrorsInLogs = false }));

        Assert.Empty(error.Reasons);
        Assert.StartsWith(PgpKeys.Text, error.Message, StringComparison.Ordinal);
    }

    private string Refuse(HrisError error, byte[] message, string cause = "", Core.Configuration.EncryptionConfiguration? configuration = null, string? passphrase = PgpKeys.Passphrase)
    {
        var refusal = keys.Refuse(message, configuration, passphrase);
        Assert.Equal(error, refusal.Error);
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        return refusal.Message;
    }
}
