using System;
using System.IO;
using HrisConnector.Tests.Shared.Sftp;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>One server for all tests of a class, and keys that may sign in to it.</summary>
public sealed class SshServerFixture : IDisposable
{
    public const string Passphrase = "planted passphrase 7f3a";

    private readonly string _keys = Directory.CreateTempSubdirectory("hris-keys-").FullName;
    private readonly SshServer? _server;

    public SshServerFixture()
    {
        if (SshServer.Missing is null)
        {
            string[] keys =
            [
                SshKeys.Generate(Key("ed25519"), "ed25519"),
                SshKeys.Generate(Key("ed25519-encrypted"), "ed25519", Passphrase),
                SshKeys.Generate(Key("rsa"), "rsa"),
                SshKeys.Generate(Key("rsa-encrypted-pem"), "rsa", Passphrase, "PEM"),
            ];
            SshKeys.Generate(Key("unknown"), "ed25519");
            _server = SshServer.Start(keys);
        }
    }

    internal SshServer Server => _server ?? throw new InvalidOperationException(SshServer.Missing);

    /// <summary>The path of a private key.</summary>
    public string Key(string name) => Path.Combine(_keys, name);

    public void Dispose()
    {
        _server?.Dispose();
        Directory.Delete(_keys, recursive: true);
    }
}
