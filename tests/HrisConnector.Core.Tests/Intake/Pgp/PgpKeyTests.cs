using System;
using System.IO;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>A key that cannot be used is said to be one, when a file comes and, without any file, when the configuration is checked.</summary>
public sealed class PgpKeyTests(PgpKeys keys) : IClassFixture<PgpKeys>
{
    [Fact]
    public void Good_keys_pass_without_a_file() => Require(keys.Signed);

    [Fact]
    public void A_private_key_file_that_cannot_be_used_says_why()
    {
        _ = keys.Gpg;
        var damaged = keys.Gpg.Write("damaged.asc", File.ReadAllBytes(keys.PrivateKey)[..300]);

        Refuse(keys.Configuration with { PrivateKeyFile = keys.Gpg.PathOf("missing.asc") }, "does not exist or cannot be read");
        Refuse(keys.Configuration with { PrivateKeyFile = keys.Gpg.Home }, "does not exist or cannot be read");
        Refuse(keys.Configuration with { PrivateKeyFile = keys.PublicKey }, "holds a public key alone");
        Refuse(keys.Configuration with { PrivateKeyFile = keys.Gpg.Write("no.asc", PgpKeys.Content) }, "holds no armored private key");
        Refuse(keys.Configuration with { PrivateKeyFile = keys.Gpg.Write("empty.asc", []) }, "holds no armored private key");
        Refuse(keys.Configuration with { PrivateKeyFile = damaged }, "damaged");
    }

    [Fact]
    public void A_private_key_for_signing_alone_cannot_decrypt()
    {
        keys.Gpg.Run("--passphrase", "", "--quick-generate-key", "signs@example.org", "ed25519", "sign", "never");

        Refuse(keys.Configuration with { PrivateKeyFile = keys.Gpg.ExportPrivate("signs@example.org") }, "for signing alone");
    }

    [Fact]
    public void A_private_key_that_is_kept_elsewhere_is_no_key()
    {
        keys.Gpg.MakeKey("card@example.org");
        var path = keys.Gpg.PathOf("stub.asc");
        keys.Gpg.Run("--passphrase", "", "--armor", "--output", path, "--export-secret-subkeys", "card@example.org");
        Require(keys.Configuration with { PrivateKeyFile = path }, passphrase: null); // the primary key alone is not there

        keys.Gpg.Run("--armor", "--output", path + ".primary", "--export-secret-keys", keys.Gpg.Fingerprints("card@example.org")[0] + "!");
        Refuse(keys.Configuration with { PrivateKeyFile = path + ".primary" }, "");
    }

    [Theory]
    [InlineData(null, "none was given")]
    [InlineData("planted wrong 4711", "cannot be opened")]
    public void A_wrong_or_missing_passphrase_is_found_without_a_file(string? passphrase, string cause)
    {
        _ = keys.Gpg;
        var error = Assert.Throws<HrisException>(() => Require(keys.Configuration, passphrase));

        Assert.Equal(HrisErrors.KeyPassphraseWrong, error.Error);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        PgpKeys.RequireSilence(error);
    }

    [Fact]
    public void A_trusted_signer_whose_key_no_file_holds_is_an_unusable_key()
    {
        _ = keys.Gpg;
        var unknown = new string('A', 40);

        Refuse(keys.Configuration with { TrustedSigners = [keys.SenderFingerprint, unknown] }, unknown + " is in none");
        Refuse(keys.Signed with { SignerKeyFiles = [] }, "is in none");
        Refuse(keys.Signed with { SignerKeyFiles = [keys.Gpg.PathOf("missing.asc")] }, "does not exist or cannot be read");
        Refuse(keys.Signed with { SignerKeyFiles = [keys.PrivateKey] }, "holds a private key");
    }

    private void Refuse(EncryptionConfiguration configuration, string cause)
    {
        var withoutFile = Assert.Throws<HrisException>(() => Require(configuration));
        Assert.Equal(HrisErrors.KeyUnusable, withoutFile.Error);
        Assert.Contains(cause, withoutFile.Message, StringComparison.Ordinal);
        PgpKeys.RequireSilence(withoutFile);

        var withFile = keys.Refuse(keys.Message(), configuration);
        Assert.Equal(HrisErrors.KeyUnusable, withFile.Error);
        Assert.Contains(cause, withFile.Message, StringComparison.Ordinal);
    }

    private static void Require(EncryptionConfiguration configuration, string? passphrase = PgpKeys.Passphrase) =>
        new PgpDecryption(configuration, passphrase is null ? null : new Secret(passphrase)).RequireKeys();
}
