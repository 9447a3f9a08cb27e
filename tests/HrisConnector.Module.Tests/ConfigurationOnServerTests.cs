using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4, item 4: a configuration with server, keys and mail is tried for real; nothing is changed and nothing is sent.</summary>
public sealed class ConfigurationOnServerTests : IDisposable
{
    private readonly HrDepartment _hr;
    private readonly Night _night;
    private readonly SmtpServer _mail = new();

    public ConfigurationOnServerTests(HrDepartment hr)
    {
        _hr = hr;
        _night = new Night(hr);
        Configure(_ => { });
        _night.Upload(_night.Plain);
    }

    public void Dispose()
    {
        _night.Dispose();
        _mail.Dispose();
    }

    [Fact]
    public void All_is_well()
    {
        var checks = Check();

        Assert.Equal(
            ["Configuration", "Source", "HostKey", "Credentials", "File", "Archive", "EncryptionKey", "MailServer", "Store", "DiskSpace", "Directory", "Groups"],
            checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal("Passed", check.Status));
        Assert.Contains(Night.FileName, checks.Single(check => check.Name == "File").Message, StringComparison.Ordinal);
        Assert.NotEmpty(_mail.SaidInClear);
    }

    [Fact]
    public void All_is_well_beside_a_store_that_is_there()
    {
        _night.Sync();
        _night.Upload(_night.Plain);

        Assert.All(Check(mails: 1), check => Assert.Equal("Passed", check.Status));
    }

    [Theory]
    [InlineData("port", "Source", "HostKey,Credentials,File,Archive")]
    [InlineData("host key", "HostKey", "Credentials,File,Archive")]
    [InlineData("unknown key", "Credentials", "File,Archive")]
    [InlineData("missing key", "Credentials", "File,Archive")]
    [InlineData("passphrase of the key", "Credentials", "File,Archive")]
    [InlineData("secret that others can read", "Credentials", "File,Archive")]
    [InlineData("path", "File", "Archive")]
    [InlineData("archive", "Archive", "")]
    [InlineData("passphrase of the encryption", "EncryptionKey", "")]
    [InlineData("missing encryption key", "EncryptionKey", "")]
    [InlineData("vault", "EncryptionKey", "")]
    [InlineData("mail server", "MailServer", "")]
    [InlineData("group", "Groups", "")]
    public void What_is_broken_fails_and_what_depends_on_it_is_skipped(string broken, string failed, string skipped)
    {
        Break(broken);

        var checks = Check();

        Assert.Equal(failed, string.Join(',', checks.Where(check => check.Status == "Failed").Select(check => check.Name)));
        Assert.Equal(skipped, string.Join(',', checks.Where(check => check.Status == "Skipped").Select(check => check.Name)));
        Assert.Equal(checks.Count - 1 - skipped.Split(',', StringSplitOptions.RemoveEmptyEntries).Length, checks.Count(check => check.Status == "Passed"));
        Assert.NotEmpty(checks.Single(check => check.Status == "Failed").Remedy);
    }

    [Fact]
    public void Given_secrets_win_here_too()
    {
        Break("passphrase of the encryption");

        var given = _night.Session.Run($"Test-HrisConfiguration hris.json -KeyPassphrase ([System.Net.NetworkCredential]::new('', '{HrDepartment.PgpPassphrase}').SecurePassword)");

        Assert.All(given.Output, check => Assert.Equal("Passed", check.Text("Status")));
    }

    private void Configure(Action<JsonObject> change) => _night.Configure(configuration =>
    {
        configuration["notices"] = Night.Notices(_mail, "success", "warning", "error");
        configuration["directory"] = JsonNode.Parse("""{ "groups": [ { "path": "Company" } ] }""");
        configuration["groups"] = JsonNode.Parse("""{ "default": "Company" }""");
        change(configuration);
    });

    private void Break(string what)
    {
        switch (what)
        {
            case "passphrase of the key":
                _night.WriteSecret("sftp.pass", "PlantedWrongPassphrase");
                return;
            case "passphrase of the encryption":
                _night.WriteSecret("pgp.pass", "PlantedWrongPassphrase");
                return;
            case "secret that others can read":
                Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions of Unix");
                _night.WriteSecret("sftp.pass", HrDepartment.SftpPassphrase, "rw-r--r--");
                return;
        }

        Configure(configuration =>
        {
            var sftp = configuration["source"]!["sftp"]!.AsObject();
            switch (what)
            {
                case "port":
                    sftp["port"] = 1; // nobody listens there
                    break;
                case "host key":
                    sftp["hostKeys"] = new JsonArray("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
                    break;
                case "unknown key":
                    sftp["privateKeyFile"] = _hr.UnknownSftpKey;
                    sftp.Remove("passphrase");
                    break;
                case "missing key":
                    sftp["privateKeyFile"] = "missing";
                    break;
                case "path":
                    sftp["path"] = _night.ServerFolder + "/missing";
                    break;
                case "archive":
                    configuration["source"]!["archivePath"] = Night.FileName; // a file
                    break;
                case "missing encryption key":
                    configuration["encryption"]!["privateKeyFile"] = "missing.asc";
                    break;
                case "vault":
                    configuration["encryption"]!["passphrase"] = new JsonObject { ["secret"] = "hris-pgp" };
                    break;
                case "mail server":
                    configuration["notices"]!["smtp"]!["port"] = 1;
                    break;
                case "group":
                    _night.Session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\nA,Company/Nowhere,email,isNotEmpty,\n");
                    configuration["groups"]!["rulesFile"] = "rules.csv";
                    break;
            }
        });
    }

    /// <summary>Checks, and sees that nothing was changed, sent or given away.</summary>
    private List<(string Name, string Status, string Message, string Remedy)> Check(int mails = 0)
    {
        var server = Night.Snapshot(_night.ServerFolder);
        var own = Night.Snapshot(_night.Session.Folder.Path);

        var result = _night.Session.Run("Test-HrisConfiguration hris.json -Verbose -Debug");

        Assert.Empty(result.Errors);
        Assert.Equal(server, Night.Snapshot(_night.ServerFolder));
        Assert.Equal(own, Night.Snapshot(_night.Session.Folder.Path));
        Assert.False(Directory.Exists(Path.Combine(_night.ServerFolder, "archive")) && mails == 0, "the archive was made");
        Assert.Equal(mails, _mail.SaidInClear.Count(line => line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase)));
        string[] secrets = [_night.Cell, "PlantedWrong", .. HrDepartment.Secrets];
        PersonalData.IsNotIn(result, secrets);
        var checks = result.Output.Select(check => (check.Text("Check"), check.Text("Status"), check.Text("Message"), check.Text("Remedy"))).ToList();
        Assert.All(checks, check => Assert.All(secrets, secret => Assert.DoesNotContain(secret, check.ToString(), StringComparison.Ordinal)));
        return checks;
    }
}
