using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>With trusted signers, a file counts only when one of them signed it.</summary>
public sealed class PgpSignatureTests(PgpKeys keys) : IClassFixture<PgpKeys>
{
    private static readonly string[] Then = ["--faked-system-time", "20200101T000000"];

    [Theory]
    [InlineData("--sign --local-user sender@example.org")]
    [InlineData("--sign --local-user sender@example.org --compress-algo none")]
    [InlineData("--sign --local-user sender@example.org --local-user stranger@example.org")]
    [InlineData("--sign --local-user stranger@example.org --local-user sender@example.org")]
    [InlineData("--sign --local-user sender@example.org --textmode")]
    public void A_file_that_a_trusted_signer_signed_is_taken(string options) =>
        Assert.Equal(Lines(PgpKeys.Content), Lines(keys.Decrypt(keys.Message(options.Split(' ')), keys.Signed)));

    [Theory]
    [InlineData("", "It is not signed")]
    [InlineData("--sign --local-user stranger@example.org", "not among the trusted signers")]
    [InlineData("--sign --local-user sender@example.org --digest-algo SHA1", "Sha1, which can be forged")]
    public void A_file_without_a_trusted_signature_is_refused(string options, string cause) =>
        Refuse(keys.Message(options.Split(' ', StringSplitOptions.RemoveEmptyEntries)), keys.Signed, cause);

    [Fact]
    public void A_signature_of_other_content_is_refused_and_so_is_one_that_is_missing()
    {
        var packets = SignedPackets(out var onePass, out var signature);
        var other = OpenPgp.Literal("uniqueId\nE666\n"u8.ToArray());
        Assert.Equal(PgpKeys.Content, keys.Decrypt(OpenPgp.Encrypt(packets, keys.PublicKey), keys.Signed));

        Refuse(OpenPgp.Encrypt([.. onePass, .. other, .. signature], keys.PublicKey), keys.Signed, "is not one of this content");
        Refuse(OpenPgp.Encrypt([.. onePass, .. OpenPgp.Literal(PgpKeys.Content)], keys.PublicKey), keys.Signed, "signature is missing");
        Refuse(OpenPgp.Encrypt([.. OpenPgp.Literal(PgpKeys.Content), .. signature], keys.PublicKey), keys.Signed, "It is not signed");
        Refuse(OpenPgp.Encrypt([.. signature, .. OpenPgp.Literal(PgpKeys.Content)], keys.PublicKey), keys.Signed, "It is not signed");
        Refuse(OpenPgp.Encrypt([.. onePass, .. OpenPgp.Literal(PgpKeys.Content), .. OpenPgp.Packet(2, [9, 9])], keys.PublicKey), keys.Signed, "signature is missing");
    }

    [Fact]
    public void Nobody_asks_for_signatures_where_no_signer_is_named()
    {
        var packets = SignedPackets(out var onePass, out var signature);
        Assert.NotEmpty(packets);

        Assert.Equal("x"u8.ToArray(), keys.Decrypt(OpenPgp.Encrypt([.. onePass, .. OpenPgp.Literal("x"u8.ToArray()), .. signature], keys.PublicKey)));
    }

    [Fact]
    public void A_key_of_RSA_signs_as_well()
    {
        var configuration = Trust("rsa-signer@example.org", keys.Gpg.MakeKey("rsa-signer@example.org", "rsa2048"));

        Assert.Equal(PgpKeys.Content, keys.Decrypt(keys.Message("--sign", "--local-user", "rsa-signer@example.org"), configuration));
    }

    [Fact]
    public void A_signing_subkey_is_trusted_by_its_own_fingerprint_or_by_its_primary_keys()
    {
        const string name = "subkey@example.org";
        var primary = keys.Gpg.MakeKey(name);
        keys.Gpg.Run("--passphrase", "", "--quick-add-key", primary, "ed25519", "sign", "never");
        var subkey = keys.Gpg.Fingerprints(name)[2];
        var byPrimary = keys.Message("--sign", "--local-user", primary + "!");
        var bySubkey = keys.Message("--sign", "--local-user", subkey + "!");

        Assert.Equal(PgpKeys.Content, keys.Decrypt(byPrimary, Trust(name, primary)));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(bySubkey, Trust(name, primary)));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(bySubkey, Trust(name, subkey)));
        Refuse(byPrimary, Trust(name, subkey), "not among the trusted signers");
    }

    [Fact]
    public void An_expired_signer_is_refused()
    {
        const string name = "expired@example.org";
        var fingerprint = keys.Gpg.MakeKey(name, expires: "2020-06-01", options: Then);
        var inner = keys.Gpg.Make(PgpKeys.Content, [.. Then, "--local-user", name, "--armor", "--compress-algo", "none", "--sign"]);

        Refuse(OpenPgp.Encrypt(OpenPgp.Dearmor(inner), keys.PublicKey), Trust(name, fingerprint), "has expired");
    }

    [Fact]
    public void A_revoked_signer_is_refused()
    {
        const string name = "revoked@example.org";
        var fingerprint = keys.Gpg.MakeKey(name);
        var message = keys.Message("--sign", "--local-user", name);
        Assert.Equal(PgpKeys.Content, keys.Decrypt(message, Trust(name, fingerprint)));

        // gpg puts a colon in front of the certificate that it keeps, so that nobody imports it by mistake.
        var certificate = File.ReadAllText(keys.Gpg.PathOf($"openpgp-revocs.d/{fingerprint}.rev")).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal);
        File.WriteAllText(keys.Gpg.PathOf("revocation.asc"), certificate);
        keys.Gpg.Run("--import", keys.Gpg.PathOf("revocation.asc"));

        Refuse(message, Trust(name, fingerprint), "was revoked");
    }

    [Fact]
    public void An_expired_signature_is_refused()
    {
        var inner = keys.Gpg.Make(PgpKeys.Content, "--local-user", PgpKeys.Sender, "--default-sig-expire", "seconds=1", "--armor", "--compress-algo", "none", "--faked-system-time", DateTime.UtcNow.AddMinutes(-5).ToString("yyyyMMdd'T'HHmmss", null), "--ignore-valid-from", "--ignore-time-conflict", "--sign");

        Refuse(OpenPgp.Encrypt(OpenPgp.Dearmor(inner), keys.PublicKey), keys.Signed, "has expired");
    }

    // The text mode of gpg writes the line ends of networks.
    private static string Lines(byte[] content) => Encoding.UTF8.GetString(content).ReplaceLineEndings("\n");

    // What gpg signs and does not compress: announcement, file, signature.
    private byte[] SignedPackets(out byte[] onePass, out byte[] signature)
    {
        var packets = OpenPgp.Dearmor(keys.Gpg.Make(PgpKeys.Content, "--local-user", PgpKeys.Sender, "--armor", "--compress-algo", "none", "--sign"));
        Assert.Equal((0x90, 13, 0xAC), (packets[0], packets[1], packets[15])); // packets whose length is one byte
        onePass = packets[..15];
        signature = packets[(17 + packets[16])..];
        return packets;
    }

    private EncryptionConfiguration Trust(string name, string fingerprint) =>
        keys.Configuration with { SignerKeyFiles = [keys.SenderKey, keys.Gpg.ExportPublic(name)], TrustedSigners = [fingerprint] };

    private void Refuse(byte[] message, EncryptionConfiguration configuration, string cause)
    {
        var refusal = keys.Refuse(message, configuration);
        Assert.Equal(HrisErrors.SignerNotTrusted, refusal.Error);
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
    }
}
