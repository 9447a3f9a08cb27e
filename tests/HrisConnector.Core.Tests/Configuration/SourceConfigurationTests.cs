using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using Xunit;

namespace HrisConnector.Core.Tests.Configuration;

/// <summary>configuration.md: SFTP, encryption, notices and the places of secrets.</summary>
public sealed class SourceConfigurationTests
{
    private const string HostKey = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly string Folder = Path.GetFullPath(Path.GetTempPath());

    [Fact]
    public void The_example_of_the_specification_is_read_in_full()
    {
        var configuration = Read($$"""
            {
              "source": { "sftp": { "host": "sftp.example.org", "port": 2222, "path": "/upload", "userName": "hr", "hostKeys": ["{{HostKey}}", "{{HostKey[..^1]}}E="],
                                    "privateKeyFile": "keys/id_ed25519", "passphrase": { "file": "keys/pass" }, "password": { "environment": "HRIS_SFTP_PASSWORD" } },
                          "afterSync": "archive", "archivePath": "archive", "retentionDays": 30 },
              "encryption": { "enabled": true, "privateKeyFile": "keys/hris-private.asc", "passphrase": { "file": "keys/passphrase.txt" },
                              "trustedSigners": ["0123 4567 89ab cdef 0123  4567 89ab cdef 0123 4567"], "signerKeyFiles": ["keys/sender.asc"], "decryptionErrorsInLogs": false, "maxDecryptedMegabytes": 10 },
              "notices": { "smtp": { "host": "smtp.example.org", "security": "tls", "from": "hris@example.org", "to": ["it@example.org"],
                                     "userName": "hris", "password": { "secret": "hris-smtp" } }, "on": ["error", "success"], "attachLogs": true }
            }
            """);

        var sftp = configuration.Source.Sftp!;
        Assert.Equal(("sftp.example.org", 2222, "/upload", "hr"), (sftp.Host, sftp.Port, sftp.Path, sftp.UserName));
        Assert.Equal([HostKey, HostKey[..^1] + "E"], sftp.HostKeys);
        Assert.Equal(Path.Combine(Folder, "keys", "id_ed25519"), sftp.PrivateKeyFile);
        Assert.Equal(new SecretReference(SecretKind.File, Path.Combine(Folder, "keys", "pass")), sftp.Passphrase);
        Assert.Equal(new SecretReference(SecretKind.Environment, "HRIS_SFTP_PASSWORD"), sftp.Password);
        Assert.Equal("archive", configuration.Source.ArchivePath);
        var encryption = configuration.Encryption!;
        Assert.Equal(Path.Combine(Folder, "keys", "hris-private.asc"), encryption.PrivateKeyFile);
        Assert.Equal(["0123456789ABCDEF0123456789ABCDEF01234567"], encryption.TrustedSigners);
        Assert.Equal([Path.Combine(Folder, "keys", "sender.asc")], encryption.SignerKeyFiles);
        Assert.Equal((false, 10), (encryption.DecryptionErrorsInLogs, encryption.MaxDecryptedMegabytes));
        var notices = configuration.Notices!;
        Assert.Equal([HrisSyncStatus.Error, HrisSyncStatus.Success], notices.On);
        Assert.Equal((465, SmtpSecurity.Tls, true), (notices.Smtp.Port, notices.Smtp.Security, notices.AttachLogs));
        Assert.Equal(new SecretReference(SecretKind.Vault, "hris-smtp"), notices.Smtp.Password);
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var configuration = Read($$"""
            { "source": { "sftp": { "host": "h", "hostKeys": ["{{HostKey}}"] } }, "encryption": { "privateKeyFile": "k" },
              "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x"] } } }
            """);

        Assert.Equal((22, ".", null), (configuration.Source.Sftp!.Port, configuration.Source.Sftp.Path, configuration.Source.Sftp.UserName));
        Assert.Equal((true, 4096), (configuration.Encryption!.DecryptionErrorsInLogs, configuration.Encryption.MaxDecryptedMegabytes));
        Assert.Equal([HrisSyncStatus.Error, HrisSyncStatus.Warning], configuration.Notices!.On);
        Assert.Equal((587, SmtpSecurity.StartTls, false), (configuration.Notices.Smtp.Port, configuration.Notices.Smtp.Security, configuration.Notices.AttachLogs));
        Assert.Null(Read("""{ "encryption": { "enabled": false } }""").Encryption);
        Assert.Null(Read("{}").Encryption);
    }

    [Theory]
    [InlineData("""{ "source": { "sftp": { "hostKeys": ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] } } }""", "source.sftp.host")]
    [InlineData("""{ "source": { "sftp": { "host": "h" } } }""", "source.sftp.hostKeys")]
    [InlineData("""{ "source": { "sftp": { "host": "h", "hostKeys": [] } } }""", "source.sftp.hostKeys")]
    [InlineData("""{ "source": { "sftp": { "host": "h", "hostKeys": ["MD5:aa:bb"] } } }""", "source.sftp.hostKeys")]
    [InlineData("""{ "source": { "sftp": { "host": "h", "hostKeys": ["SHA256:AAAA"] } } }""", "source.sftp.hostKeys")]
    [InlineData("""{ "source": { "folder": "d", "sftp": { "host": "h", "hostKeys": ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] } } }""", "source.sftp")]
    [InlineData("""{ "source": { "sftp": { "host": "h", "path": "/in/", "hostKeys": ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] }, "afterSync": "archive", "archivePath": "/in" } }""", "source.archivePath")]
    [InlineData("""{ "source": { "folder": "in", "afterSync": "archive", "archivePath": "in" } }""", "source.archivePath")]
    [InlineData("""{ "source": { "folder": "in/", "afterSync": "archive", "archivePath": "in/" } }""", "source.archivePath")]
    [InlineData("""{ "source": { "folder": "in/", "afterSync": "archive", "archivePath": "in" } }""", "source.archivePath")]
    [InlineData("""{ "source": { "folder": "in", "afterSync": "archive", "archivePath": "./in//" } }""", "source.archivePath")]
    [InlineData("""{ "encryption": {} }""", "encryption.privateKeyFile")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "trustedSigners": ["ABCD"], "signerKeyFiles": ["s"] } }""", "encryption.trustedSigners")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "trustedSigners": ["0123456789ABCDEF0123456789ABCDEF01234567"] } }""", "encryption.signerKeyFiles")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "passphrase": { "environment": "A", "file": "b" } } }""", "encryption.passphrase")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "passphrase": {} } }""", "encryption.passphrase")]
    [InlineData("""{ "notices": {} }""", "notices.smtp")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": [] } } }""", "notices.smtp.to")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x\r\nBcc: c@x"] } } }""", "notices.smtp.to")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "nobody", "to": ["b@x"] } } }""", "notices.smtp.from")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a..b@x", "to": ["b@x"] } } }""", "notices.smtp.from")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x", "it..x@example.org"] } } }""", "notices.smtp.to")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["it.@example.org"] } } }""", "notices.smtp.to")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x"] }, "on": ["sometimes"] } }""", "notices.on")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x"], "userName": "u" } } }""", "notices.smtp.userName")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x"], "security": "none", "userName": "u", "password": { "environment": "P" } } } }""", "notices.smtp.security")]
    public void A_fault_names_its_property(string json, string property) =>
        Assert.Contains($"'{property}'", Assert.Single(Faults(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "source": { "sftp": { "host": "h", "password": "PLANTED-secret", "hostKeys": ["SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] } } }""")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "passphrase": "PLANTED-secret" } }""")]
    [InlineData("""{ "encryption": { "privateKeyFile": "k", "passphrase": { "value": "PLANTED-secret" } } }""")]
    [InlineData("""{ "notices": { "smtp": { "host": "h", "from": "a@x", "to": ["b@x"], "userName": "u", "password": "PLANTED-secret" } } }""")]
    public void A_secret_in_the_open_is_refused_and_not_repeated(string json)
    {
        var faults = Faults(json);

        Assert.NotEmpty(faults);
        Assert.DoesNotContain(faults, fault => fault.Message.Contains("PLANTED", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_whose_names_differ_by_case_are_two_except_on_Windows()
    {
        const string Json = """{ "source": { "folder": "in", "afterSync": "archive", "archivePath": "IN/" } }""";

        Assert.Equal(OperatingSystem.IsWindows() ? 1 : 0, Faults(Json).Count);
    }

    [Theory]
    [InlineData("it@localhost")]
    [InlineData("it+hr.team@example.org")]
    [InlineData("it@bücher.example")]
    [InlineData("jürgen@bücher.example")]
    [InlineData("用户@例子.测试")]
    [InlineData("it@xn--bcher-kva.example")]
    [InlineData("it@[192.0.2.1]")]
    [InlineData("o'brien@example.org")]
    public void An_address_that_a_message_can_have_is_taken(string address) =>
        Assert.Equal([address], Read($$"""{ "notices": { "smtp": { "host": "h", "from": "{{address}}", "to": ["{{address}}"] } } }""").Notices!.Smtp.To);

    private static ConnectorConfiguration Read(string json)
    {
        var faults = new List<ConfigurationFault>();
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), Folder, faults);
        Assert.Empty(faults.Select(fault => fault.Message));
        return configuration!;
    }

    private static List<ConfigurationFault> Faults(string json)
    {
        var faults = new List<ConfigurationFault>();
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), Folder, faults);
        return faults;
    }
}
