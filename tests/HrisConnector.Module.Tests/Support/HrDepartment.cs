using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Pgp;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

[assembly: AssemblyFixture(typeof(HrDepartment))]

namespace HrisConnector.ModuleTests.Support;

/// <summary>The other side of the wire, once for all tests: an OpenSSH server to which HR uploads, and keys made by GnuPG. Both are made when the first
/// test asks.</summary>
public sealed class HrDepartment : IDisposable
{
    /// <summary>Opens the private key that signs in to the server.</summary>
    public const string SftpPassphrase = "Planted5ftpPassphrase";

    /// <summary>Opens the private key that decrypts.</summary>
    public const string PgpPassphrase = "Planted9gpPassphrase";

    private const string Receiver = "receiver@example.org";
    private const string Stranger = "stranger@example.org";

    private readonly string _keys = Directory.CreateTempSubdirectory("hris-keys-").FullName;
    private readonly Lazy<SshServer> _server;
    private readonly Lazy<Gpg> _gpg;

    public HrDepartment()
    {
        _server = new Lazy<SshServer>(StartServer);
        _gpg = new Lazy<Gpg>(MakeKeys);
    }

    /// <summary>The passphrases that must never be seen.</summary>
    public static IReadOnlyList<string> Secrets { get; } = [SftpPassphrase, PgpPassphrase];

    /// <summary>The server; a test that asks for it is skipped where there can be none.</summary>
    internal SshServer Server
    {
        get
        {
            Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
            return _server.Value;
        }
    }

    /// <summary>The private key that may sign in.</summary>
    public string SftpKey => Path.Combine(_keys, "id_ed25519");

    /// <summary>A private key that nobody knows.</summary>
    public string UnknownSftpKey => Path.Combine(_keys, "unknown");

    public string PublicKey => Gpg.PathOf("receiver-public.asc");

    public string PrivateKey => Gpg.PathOf("receiver-private.asc");

    /// <summary>GnuPG; a test that asks for it is skipped where there is none.</summary>
    internal Gpg Gpg
    {
        get
        {
            Assert.SkipUnless(Gpg.Has("gpg"), "GnuPG is not installed.");
            return _gpg.Value;
        }
    }

    /// <summary>What HR makes of its export.</summary>
    internal byte[] Encrypt(byte[] plain, params string[] options) => Gpg.Encrypt(plain, ["--recipient", Receiver, .. options]);

    internal byte[] Encrypt(string plain) => Encrypt(Encoding.UTF8.GetBytes(plain));

    /// <summary>A message that is not for the connector.</summary>
    internal byte[] EncryptForAnother(string plain) => Gpg.Encrypt(Encoding.UTF8.GetBytes(plain), "--recipient", Stranger);

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        if (_gpg.IsValueCreated)
        {
            _gpg.Value.Dispose();
        }

        Directory.Delete(_keys, recursive: true);
    }

    private SshServer StartServer()
    {
        var authorized = SshKeys.Generate(SftpKey, "ed25519", SftpPassphrase);
        SshKeys.Generate(UnknownSftpKey, "ed25519");
        return SshServer.Start([authorized], hostKeys: ["ed25519"]);
    }

    private static Gpg MakeKeys()
    {
        var gpg = new Gpg();
        gpg.MakeKey(Receiver, passphrase: PgpPassphrase);
        gpg.MakeKey(Stranger);
        gpg.ExportPrivate(Receiver, PgpPassphrase);
        gpg.ExportPublic(Receiver);
        return gpg;
    }
}
