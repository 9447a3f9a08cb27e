using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using CsCheck;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>The sender's side: what is encrypted here, gpg and the connector decrypt; what cannot be encrypted leaves nothing.</summary>
public sealed class CsvProtectionTests : IClassFixture<PgpKeys>, IDisposable
{
    private static readonly int[] Borders = [0, 512, 8_192, 49_152, 65_536, 131_072, 200_000];
    private readonly PgpKeys _keys;
    private readonly string _folder = Directory.CreateTempSubdirectory("hris-test-").FullName;
    private readonly string _plain;
    private readonly string _destination;

    public CsvProtectionTests(PgpKeys keys)
    {
        _keys = keys;
        _ = keys.Gpg;
        _plain = Path.Combine(_folder, "users.csv");
        _destination = Path.Combine(_folder, "users.csv.pgp");
        File.WriteAllBytes(_plain, PgpKeys.Content);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_it_encrypts_gpg_and_the_connector_decrypt()
    {
        Protect();

        var message = File.ReadAllBytes(_destination);
        Assert.StartsWith("-----BEGIN PGP MESSAGE-----", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
        Assert.DoesNotContain("Version", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
        Assert.Equal(PgpKeys.Content, _keys.Gpg.Decrypt(message, PgpKeys.Passphrase));
        Assert.Equal(PgpKeys.Content, _keys.Decrypt(message));
        Assert.Equal(PgpKeys.Content, File.ReadAllBytes(_plain));
        Assert.Equal(["users.csv", "users.csv.pgp"], Names());
    }

    [Fact]
    public void Every_receiver_can_decrypt_it_and_nobody_else()
    {
        _keys.Gpg.MakeKey("rsa@example.org", "rsa3072");

        Protect(keys: [_keys.PublicKey, _keys.Gpg.ExportPublic("rsa@example.org"), _keys.PublicKey]);

        var message = File.ReadAllBytes(_destination);
        Assert.Equal(PgpKeys.Content, _keys.Decrypt(message));
        Assert.Equal(PgpKeys.Content, _keys.Decrypt(message, _keys.Configuration with { PrivateKeyFile = _keys.Gpg.ExportPrivate("rsa@example.org") }, passphrase: null));
        Assert.Equal(HrisErrors.EncryptedForAnotherKey, _keys.Refuse(message, _keys.Configuration with { PrivateKeyFile = _keys.Gpg.ExportPrivate(PgpKeys.Stranger) }).Error);
    }

    [Fact]
    public void The_message_says_neither_the_name_nor_the_date_of_the_file()
    {
        Protect();

        var packets = _keys.Gpg.RunText("--passphrase", PgpKeys.Passphrase, "--list-packets", _destination);

        Assert.Contains("created 0, name=\"\"", packets, StringComparison.Ordinal);
        Assert.Contains("mdc_method: 2", packets, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_any_size_comes_back_as_it_was()
    {
        // Around the borders of blocks and parts; the sender's key has no passphrase to be stretched.
        var configuration = _keys.Configuration with { PrivateKeyFile = _keys.Gpg.ExportPrivate(PgpKeys.Sender) };
        Gen.Select(Gen.Int[0, 6].Select(i => Borders[i]), Gen.Int[-24, 24], Gen.Bool).Where(size => size.Item1 + size.Item2 > 0).Sample(
            (border, off, random) =>
            {
                var content = random ? RandomNumberGenerator.GetBytes(border + off) : new byte[border + off];
                content[0] = (byte)'a'; // random bytes may begin as a message does, which is refused
                File.WriteAllBytes(_plain, content);
                Protect(replace: true, keys: [_keys.SenderKey]);
                Assert.Equal(content, _keys.Decrypt(File.ReadAllBytes(_destination), configuration));
            },
            iter: 150, threads: 1);
        Assert.Equal(File.ReadAllBytes(_plain), _keys.Gpg.Decrypt(File.ReadAllBytes(_destination)));
    }

    [Fact]
    public void An_encrypted_file_is_replaced_when_that_is_asked_for_and_no_other_ever()
    {
        File.WriteAllText(_destination, "precious");
        Refuse(HrisErrors.DestinationExists);
        Refuse(HrisErrors.DestinationExists, replace: true);
        Assert.Equal("precious", File.ReadAllText(_destination));
        var old = _keys.Message();
        File.WriteAllBytes(_destination, old);

        Refuse(HrisErrors.DestinationExists);
        Assert.Equal(old, File.ReadAllBytes(_destination));
        Protect(replace: true);

        Assert.NotEqual(old, File.ReadAllBytes(_destination));

        Assert.Equal(PgpKeys.Content, _keys.Decrypt(File.ReadAllBytes(_destination)));
        Refuse(HrisErrors.DestinationExists, destination: _plain, replace: true);
        Refuse(HrisErrors.DestinationExists, destination: _folder, replace: true);
        Assert.Equal(PgpKeys.Content, File.ReadAllBytes(_plain));
    }

    [Fact]
    public void What_cannot_be_encrypted_leaves_nothing()
    {
        var empty = Path.Combine(_folder, "empty.csv");
        File.WriteAllText(empty, "");

        Refuse(HrisErrors.SourceNotFound, path: _plain + ".missing");
        Refuse(HrisErrors.SourceNotAFile, path: _folder);
        Refuse(HrisErrors.FileEmpty, path: empty);
        Refuse(HrisErrors.DestinationNotWritten, destination: Path.Combine(_folder, "missing", "users.csv.pgp"));
        Assert.Equal(["empty.csv", "users.csv"], Names());
    }

    [Fact]
    public void A_file_that_another_program_holds_is_unreadable()
    {
        using var holder = new FileStream(_plain, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Refuse(HrisErrors.SourceUnreadable);
        Assert.Equal(["users.csv"], Names());
    }

    [Fact]
    public void A_message_is_not_encrypted_again()
    {
        foreach (var message in new[] { _keys.Message(), OpenPgp.Dearmor(_keys.Message()), [.. "\r\n"u8, .. _keys.Message()] })
        {
            File.WriteAllBytes(_plain, message);
            Refuse(HrisErrors.FileAlreadyEncrypted);
        }

        Assert.Equal(["users.csv"], Names());
    }

    [Fact]
    public void A_key_that_must_not_be_used_is_refused()
    {
        const string old = "old@example.org";
        _keys.Gpg.MakeKey(old, expires: "2020-06-01", options: ["--faked-system-time", "20200101T000000"]);
        _keys.Gpg.Run("--passphrase", "", "--quick-generate-key", "signs@example.org", "ed25519", "sign", "never");
        _keys.Gpg.Run("--passphrase", "", "--quick-generate-key", "short@example.org", "rsa1024", "default", "never");
        var two = Path.Combine(_keys.Gpg.Home, "two.asc");
        File.WriteAllText(two, File.ReadAllText(_keys.PublicKey) + File.ReadAllText(_keys.SenderKey));

        RefuseKey(_keys.Gpg.ExportPublic(old), "has expired");
        RefuseKey(_keys.Gpg.ExportPublic("signs@example.org"), "is not for encryption");
        RefuseKey(_keys.Gpg.ExportPublic("short@example.org"), "1024 bits");
        RefuseKey(_keys.PrivateKey, "holds a private key");
        RefuseKey(two, "holds 2 public keys");
        RefuseKey(_plain, "holds no armored public key");
        RefuseKey(_plain + ".missing", "does not exist");
        Assert.Equal(["users.csv"], Names());
    }

    [Fact]
    public void The_newest_subkey_that_is_neither_expired_nor_revoked_is_used()
    {
        const string name = "rotated@example.org";
        var primary = _keys.Gpg.MakeKey(name, options: ["--faked-system-time", "20240101T000000"]);
        _keys.Gpg.Run("--faked-system-time", "20240201T000000", "--passphrase", "", "--quick-add-key", primary, "cv25519", "encr", "2024-03-01");
        _keys.Gpg.Run("--faked-system-time", "20240301T000000", "--passphrase", "", "--quick-add-key", primary, "cv25519", "encr", "never");
        var good = _keys.Gpg.Fingerprints(name)[3];

        Protect(keys: [_keys.Gpg.ExportPublic(name)]);

        Assert.Contains("encrypted for the key " + good[24..], _keys.Refuse(File.ReadAllBytes(_destination)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => CsvProtection.Protect(_plain, _destination, [_keys.PublicKey], false, stop.Token));
        Assert.Equal(["users.csv"], Names());
    }

    private void Protect(bool replace = false, string[]? keys = null) =>
        CsvProtection.Protect(_plain, _destination, keys ?? [_keys.PublicKey], replace, TestContext.Current.CancellationToken);

    private void Refuse(HrisError expected, string? path = null, string? destination = null, bool replace = false)
    {
        var error = Assert.Throws<HrisException>(() => CsvProtection.Protect(path ?? _plain, destination ?? _destination, [_keys.PublicKey], replace, CancellationToken.None));
        Assert.Equal(expected, error.Error);
        PgpKeys.RequireSilence(error);
    }

    private void RefuseKey(string key, string cause)
    {
        var error = Assert.Throws<HrisException>(() => Protect(keys: [key]));
        Assert.Equal(HrisErrors.KeyUnusable, error.Error);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order()];
}
