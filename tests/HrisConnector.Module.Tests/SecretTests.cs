using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Secrets come from where configuration.md says and are seen nowhere.</summary>
public sealed class SecretTests(HrDepartment hr) : IDisposable
{
    private const string Secure = $"[System.Net.NetworkCredential]::new('', '{HrDepartment.PgpPassphrase}').SecurePassword";

    private readonly Night _night = new(hr);

    public void Dispose() => _night.Dispose();

    [Fact]
    public void A_passphrase_comes_from_the_environment()
    {
        var variable = "HRIS_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(variable, HrDepartment.PgpPassphrase);
        try
        {
            Passphrase(new JsonObject { ["environment"] = variable });

            RequireSuccess(_night.Sync());
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void A_variable_that_is_not_set_is_a_failed_run()
    {
        Passphrase(new JsonObject { ["environment"] = "HRIS_TEST_NOT_SET" });

        RequireFailedRun(_night.Sync(), "SecretUnavailable", ErrorCategory.ObjectNotFound, "HRIS_TEST_NOT_SET");
    }

    [Fact]
    public void A_file_that_others_can_read_is_refused_and_one_that_is_private_is_taken()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions of Unix");
        _night.WriteSecret("pgp.pass", HrDepartment.PgpPassphrase, "rw-r--r--");
        FromFolder();
        RequireFailedRun(_night.Sync(), "SecretNotPrivate", ErrorCategory.SecurityError, "pgp.pass");

        SshServer.Permit(_night.Session.Folder.File("pgp.pass"), "rw-------");

        RequireSuccess(_night.Sync());
    }

    [Fact]
    public void The_passphrase_of_the_key_that_signs_in_must_be_private_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions of Unix");
        _night.WriteSecret("sftp.pass", HrDepartment.SftpPassphrase, "rw-r--r--");
        _night.Upload(_night.Plain);

        RequireFailedRun(_night.Sync(), "SecretNotPrivate", ErrorCategory.SecurityError, "sftp.pass");
    }

    [Theory]
    [InlineData($"'{HrDepartment.PgpPassphrase}'")]
    [InlineData(Secure)]
    [InlineData($"[pscredential]::new('somebody', ({Secure}))")]
    public void A_vault_of_the_session_may_give_text_or_a_protected_string_or_a_credential(string secret)
    {
        Passphrase(new JsonObject { ["secret"] = "hris-pgp" });
        _night.Session.Run($"function Get-Secret {{ [CmdletBinding()] param([string]$Name) if ($Name -ne 'hris-pgp') {{ throw 'another' }} {secret} }}");

        RequireSuccess(_night.Sync());
    }

    [Fact]
    public void Without_a_vault_the_run_fails_and_says_so()
    {
        Passphrase(new JsonObject { ["secret"] = "hris-pgp" });

        var error = RequireFailedRun(_night.Sync(), "SecretUnavailable", ErrorCategory.ObjectNotFound, "hris-pgp");

        Assert.Contains("Get-Secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throw 'PlantedVaultSecret is not right'")]
    [InlineData("$PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('PlantedVaultSecret'), 'Id', 'NotSpecified', 'PlantedVaultSecret'))")]
    [InlineData("PlantedVaultSecret")]
    [InlineData("[void][int]::Parse('PlantedVaultSecret')")]
    [InlineData("[void]'PlantedVaultSecret'.PlantedVaultSecret()")]
    public void What_a_vault_says_when_it_fails_is_repeated_nowhere(string failure)
    {
        using var mail = new SmtpServer();
        Passphrase(new JsonObject { ["secret"] = "hris-pgp" }, configuration => configuration["notices"] = Night.Notices(mail));
        _night.Session.Run($"function Get-Secret {{ [CmdletBinding()] param([string]$Name) {failure} }}");

        var result = _night.Sync();

        var error = RequireFailedRun(result, "SecretUnavailable", ErrorCategory.ObjectNotFound, "hris-pgp");
        Assert.Contains("Get-Secret failed", error.ToString(), StringComparison.Ordinal);
        _night.RequireNoSecretBelowData("PlantedVaultSecret");
        Assert.All(Mail.Bodies(Assert.Single(mail.Mails)), body => Assert.DoesNotContain("PlantedVaultSecret", body, StringComparison.OrdinalIgnoreCase));
        PersonalData.IsNotIn(result, "PlantedVaultSecret");
    }

    [Fact]
    public void A_given_passphrase_wins_over_the_configuration()
    {
        Passphrase(new JsonObject { ["file"] = "missing.pass" });

        RequireSuccess(_night.Sync($"-KeyPassphrase ({Secure})"));
    }

    [Fact]
    public void A_given_credential_wins_over_the_configuration()
    {
        Assert.SkipWhen(TemporaryAccount.Missing is not null, TemporaryAccount.Missing ?? "");
        using var account = TemporaryAccount.Create();
        using var server = SshServer.Start([], ["PasswordAuthentication yes"], hostKeys: ["ed25519"]);
        _night.Configure(configuration =>
        {
            configuration["source"] = JsonNode.Parse($$"""
                { "sftp": { "host": "{{SshServer.Host}}", "port": {{server.Port}}, "path": "{{server.Upload}}", "userName": "nobody-of-that-name",
                            "hostKeys": ["{{server.Fingerprint("ed25519")}}"], "password": { "file": "missing.pass" } } }
                """);
        });
        SshServer.Permit(server.Upload, "rwxr-xr-x");
        System.IO.File.WriteAllBytes(server.PathOf(Night.FileName), hr.Encrypt(_night.Plain));
        System.IO.File.SetLastWriteTimeUtc(server.PathOf(Night.FileName), DateTime.UtcNow.AddHours(-2));
        SshServer.Permit(server.PathOf(Night.FileName), "rw-r--r--");

        var result = _night.Sync($"-Credential ([pscredential]::new('{account.Name}', [System.Net.NetworkCredential]::new('', '{account.Password}').SecurePassword))");

        RequireSuccess(result);
        PersonalData.IsNotIn(result, account.Password);
        _night.RequireNoSecretBelowData(account.Password);
    }

    /// <summary>The passphrase of the key that decrypts is in that place; the file waits in a folder.</summary>
    private void Passphrase(JsonObject reference, Action<JsonObject>? change = null) => FromFolder(configuration =>
    {
        configuration["encryption"]!["passphrase"] = reference;
        change?.Invoke(configuration);
    });

    private void FromFolder(Action<JsonObject>? change = null)
    {
        _night.Configure(configuration =>
        {
            configuration["source"] = new JsonObject { ["folder"] = _night.ServerFolder };
            change?.Invoke(configuration);
        });
        _night.Upload(_night.Plain);
    }

    private void RequireSuccess(ScriptResult result)
    {
        Assert.Empty(result.Errors);
        Assert.Equal("Success", Assert.Single(result.Output).Text("Status"));
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        PersonalData.IsNotIn(result, [_night.Cell, .. HrDepartment.Secrets]);
        _night.RequireNoSecretBelowData();
    }

    private ErrorRecord RequireFailedRun(ScriptResult result, string id, ErrorCategory category, string named)
    {
        Assert.Equal("Error", Assert.Single(result.Output).Text("Status"));
        var error = Assert.Single(result.Errors);
        Assert.Equal((id, category), (ScriptResult.Id(error), error.CategoryInfo.Category));
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_night.UsersInDirectory());
        PersonalData.IsNotIn(result, [_night.Cell, .. HrDepartment.Secrets]);
        _night.RequireNoSecretBelowData();
        return error;
    }
}
