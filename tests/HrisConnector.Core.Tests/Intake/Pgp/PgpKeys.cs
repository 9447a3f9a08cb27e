using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Secrets;
using HrisConnector.Tests.Shared.Pgp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>A receiver and a sender with real keys, made once for the tests of a class.</summary>
public sealed class PgpKeys : IDisposable
{
    internal const string Receiver = "receiver@example.org";
    internal const string Sender = "sender@example.org";
    internal const string Stranger = "stranger@example.org";
    internal const string Passphrase = "planted pässphrase 4711";
    internal const string FileName = "users.csv.pgp";
    internal const string Text = "Error while decrypting file users.csv.pgp: A valid encrypted file is expected.";

    private readonly Gpg? _gpg;

    public PgpKeys()
    {
        if (!HrisConnector.Tests.Shared.Pgp.Gpg.Has("gpg"))
            return;
        _gpg = new Gpg();
        _gpg.MakeKey(Receiver, passphrase: Passphrase);
        SenderFingerprint = _gpg.MakeKey(Sender);
        _gpg.MakeKey(Stranger);
        PrivateKey = _gpg.ExportPrivate(Receiver, Passphrase);
        PublicKey = _gpg.ExportPublic(Receiver);
        SenderKey = _gpg.ExportPublic(Sender);
    }

    internal static byte[] Content { get; } = Encoding.UTF8.GetBytes("uniqueId,email,firstName,lastName,status\nE1,planted.mail@example.org,Zoé,Plantedname,Active\n");

    internal string SenderFingerprint { get; } = "";

    internal string PrivateKey { get; } = "";

    internal string PublicKey { get; } = "";

    internal string SenderKey { get; } = "";

    internal Gpg Gpg
    {
        get
        {
            Assert.SkipWhen(_gpg is null, "GnuPG is not installed.");
            return _gpg;
        }
    }

    internal EncryptionConfiguration Configuration => new(PrivateKey, null, [SenderKey], [], true, EncryptionConfiguration.DefaultMaxDecryptedMegabytes);

    internal EncryptionConfiguration Signed => Configuration with { TrustedSigners = [SenderFingerprint] };

    internal byte[] Message(params string[] options) => Gpg.Encrypt(Content, ["--recipient", Receiver, .. options]);

    internal byte[] Decrypt(byte[] message, EncryptionConfiguration? configuration = null, string? passphrase = Passphrase)
    {
        using var plain = new MemoryStream();
        new PgpDecryption(configuration ?? Configuration, passphrase is null ? null : new Secret(passphrase))
            .Decrypt(new MemoryStream(message), plain, FileName, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }

    /// <summary>The refusal of a file, whose form is the same for every cause.</summary>
    internal HrisException Refuse(byte[] message, EncryptionConfiguration? configuration = null, string? passphrase = Passphrase)
    {
        var error = Assert.Throws<HrisException>(() => Decrypt(message, configuration, passphrase));
        Assert.StartsWith(Text + " ", error.Message, StringComparison.Ordinal);
        Assert.Matches(@"^[A-Z].+\.$", error.Message[(Text.Length + 1)..]);
        Assert.Equal([Text], error.Reasons);
        Assert.Equal(FileName, error.Target);
        RequireSilence(error);
        return error;
    }

    /// <summary>Neither content nor passphrase is in what an error says.</summary>
    internal static void RequireSilence(Exception error)
    {
        foreach (var planted in new[] { "planted.mail", "Plantedname", "pässphrase", "4711" })
            Assert.DoesNotContain(planted, error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose() => _gpg?.Dispose();
}
