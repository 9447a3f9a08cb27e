using System;
using System.IO;
using HrisConnector.Core.Tests.Intake.Sftp;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

[assembly: AssemblyFixture(typeof(SshServerFixture))]

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>One server for all tests, and keys that may sign in to it; both are made when the first test asks.</summary>
public sealed class SshServerFixture : IDisposable
{
    public const string Passphrase = "planted passphrase 7f3a";

    private readonly string _keys = Directory.CreateTempSubdirectory("hris-keys-").FullName;
    private readonly Lazy<SshServer> _server;

    public SshServerFixture() => _server = new Lazy<SshServer>(Start);

    internal SshServer Server => _server.Value;

    /// <summary>The path of a private key.</summary>
    public string Key(string name) => Path.Combine(_keys, name);

    public void Dispose()
    {
        if (_server.IsValueCreated)
            _server.Value.Dispose();
        Directory.Delete(_keys, recursive: true);
    }

    private SshServer Start()
    {
        string[] keys =
        [
            SshKeys.Generate(Key("ed25519"), "ed25519"),
            SshKeys.Generate(Key("ed25519-encrypted"), "ed25519", Passphrase),
            SshKeys.Generate(Key("rsa"), "rsa"),
            SshKeys.Generate(Key("rsa-encrypted-pem"), "rsa", Passphrase, "PEM"),
        ];
        SshKeys.Generate(Key("unknown"), "ed25519");
        return SshServer.Start(keys);
    }
}
