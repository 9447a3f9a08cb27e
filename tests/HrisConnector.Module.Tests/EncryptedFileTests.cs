using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4, item 2: encrypted files, from the server to the directory.</summary>
public sealed class EncryptedFileTests(HrDepartment hr) : IDisposable
{
    private const string Refusal = $"Error while decrypting file {Night.FileName}: A valid encrypted file is expected.";

    private readonly Night _night = new(hr);

    public void Dispose() => _night.Dispose();

    [Theory]
    [InlineData("plain", "FileNotEncrypted", ErrorCategory.SecurityError)]
    [InlineData("binary", "EncryptedFileNotArmored", ErrorCategory.InvalidData)]
    [InlineData("for another key", "EncryptedForAnotherKey", ErrorCategory.InvalidData)]
    [InlineData("truncated", "EncryptedFileTruncated", ErrorCategory.InvalidData)]
    [InlineData("altered", "EncryptedFileAltered", ErrorCategory.SecurityError)]
    [InlineData("a bomb", "DecryptedFileTooLarge", ErrorCategory.LimitsExceeded)]
    public void A_file_that_is_not_a_valid_encrypted_one_is_a_failed_run(string file, string id, ErrorCategory category)
    {
        _night.Configure(configuration => configuration["encryption"]!["maxDecryptedMegabytes"] = 1);
        var path = _night.Upload(Make(file));

        var error = _night.RequireFailure(_night.Sync(), id, Refusal);

        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.StartsWith(Refusal + " ", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_wrong_passphrase_is_a_failed_run_and_the_next_one_takes_the_file()
    {
        _night.WriteSecret("pgp.pass", "PlantedWrongPassphrase");
        _night.Upload(_night.Plain);

        var result = _night.Sync();

        Assert.Equal(ErrorCategory.AuthenticationError, _night.RequireFailure(result, "KeyPassphraseWrong", Refusal).CategoryInfo.Category);
        PersonalData.IsNotIn(result, "PlantedWrong");
        _night.RequireNoSecretBelowData("PlantedWrong");
        _night.WriteSecret("pgp.pass", HrDepartment.PgpPassphrase);
        Assert.Equal("Success", _night.Sync().Output.Single().Text("Status"));
    }

    [Fact]
    public void Logs_that_are_to_be_silent_about_it_are_and_the_mail_and_the_error_are_not()
    {
        using var mail = new SmtpServer();
        _night.Configure(configuration =>
        {
            configuration["encryption"]!["decryptionErrorsInLogs"] = false;
            configuration["notices"] = Night.Notices(mail);
        });
        _night.Upload(hr.EncryptForAnother(_night.Plain));

        var result = _night.Sync();

        var error = Assert.Single(result.Errors);
        var sync = Assert.Single(result.Output);
        Assert.StartsWith(Refusal, error.ToString(), StringComparison.Ordinal);
        Assert.Empty((System.Collections.Generic.IEnumerable<string>)sync.Get("Logs")!);
        Assert.Empty(JsonNode.Parse(File.ReadAllText(sync.Text("JsonLogPath")))!["logs"]!.AsArray());
        Assert.Empty((System.Collections.Generic.IEnumerable<string>)_night.Session.Run("Get-HrisSync -Configuration hris.json").Output.Single().Get("Logs")!);
        Assert.All(Mail.Bodies(Assert.Single(mail.Mails)), body => Assert.Contains(Refusal, body, StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_looks_into_the_encrypted_files_of_the_server_and_leaves_nothing()
    {
        _night.Upload(hr.Encrypt(_night.Plain + "E3\t\tGrace\tHopper\tActive\t\t\r\n"), "hris-360learning.a.tsv.pgp", hoursAgo: 4);
        _night.Upload(hr.EncryptForAnother(_night.Plain), "hris-360learning.b.tsv.pgp", hoursAgo: 3);
        _night.Upload(Encoding.UTF8.GetBytes(_night.Plain), "hris-360learning.c.tsv", hoursAgo: 2);
        var server = Night.Snapshot(_night.ServerFolder);

        var result = _night.Session.Run("Test-HrisCsv -Configuration hris.json -Verbose -Debug");

        Assert.Empty(result.Errors);
        Assert.Equal(["hris-360learning.a.tsv.pgp", "hris-360learning.b.tsv.pgp", "hris-360learning.c.tsv"], result.Output.Select(report => report.Text("File")));
        Assert.Equal("userWithoutMail", Issues(result.Output[0]).Single(issue => issue.Text("Severity") == "Error").Text("Code"));
        Assert.Equal("EncryptedForAnotherKey", Issues(result.Output[1]).Single().Text("Code"));
        Assert.Equal("FileNotEncrypted", Issues(result.Output[2]).Single().Text("Code"));
        Assert.All(result.Output, report => Assert.Equal("False", report.Text("IsValid")));
        Assert.Equal(server, Night.Snapshot(_night.ServerFolder));
        Assert.False(Directory.Exists(_night.Session.Folder.File("data")));
        _night.RequireNoPlainText();
        PersonalData.IsNotIn(result, [_night.Cell, .. HrDepartment.Secrets]);
    }

    [Fact]
    public void A_plain_file_that_is_named_is_checked_with_a_warning()
    {
        _night.Session.Folder.Write("users.tsv", _night.Plain);

        var report = _night.Session.Run("Test-HrisCsv users.tsv -Configuration hris.json").Output.Single();

        Assert.Equal("True", report.Text("IsValid"));
        var issue = Issues(report)[0];
        Assert.Equal(("FileNotEncrypted", "Warning"), (issue.Text("Code"), issue.Text("Severity")));
        Assert.Equal(Issues(report).Count(found => found.Text("Severity") == "Warning"), report.Number("Warnings"));
        _night.RequireNoPlainText();
    }

    [Fact]
    public void What_Protect_HrisCsv_makes_goes_through_the_pipeline_into_the_directory()
    {
        _night.Session.Folder.Write("users.tsv", _night.Plain);

        var result = _night.Session.Run($"Protect-HrisCsv users.tsv -PublicKeyPath '{hr.PublicKey}' | Invoke-HrisSync -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal(("Success", "users.tsv.pgp"), (result.Output.Single().Text("Status"), result.Output.Single().Text("File")));
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        Assert.True(File.Exists(_night.Session.Folder.File("users.tsv.pgp")), "a file that was named stays");
        Assert.Equal(_night.Plain, Encoding.UTF8.GetString(hr.Gpg.Decrypt(File.ReadAllBytes(_night.Session.Folder.File("users.tsv.pgp")), HrDepartment.PgpPassphrase)));
        _night.RequireNoPlainText();
    }

    private byte[] Make(string file)
    {
        switch (file)
        {
            case "plain":
                return Encoding.UTF8.GetBytes(_night.Plain);
            case "binary":
                return hr.Gpg.Make(Encoding.UTF8.GetBytes(_night.Plain), "--recipient", "receiver@example.org", "--encrypt");
            case "for another key":
                return hr.EncryptForAnother(_night.Plain);
            case "a bomb":
                return hr.Encrypt(new byte[8 * 1024 * 1024]);
        }

        var message = hr.Encrypt(_night.Plain + $"E4\te4@example.org\tGrace\tHopper\tActive\t{Convert.ToBase64String(RandomNumberGenerator.GetBytes(6_000))}\t\r\n");
        if (file == "truncated")
        {
            return message[..(message.Length * 3 / 4)];
        }

        // A letter of the armor becomes another one, far behind the session key and before the check sum.
        var at = message.Length * 3 / 4;
        while (!char.IsAsciiLetter((char)message[at]))
        {
            at++;
        }

        message[at] = message[at] == (byte)'A' ? (byte)'B' : (byte)'A';
        return message;
    }

    private static PSObject[] Issues(PSObject report) => [.. ((System.Collections.IEnumerable)report.Get("Issues")!).Cast<object>().Select(PSObject.AsPSObject)];
}
