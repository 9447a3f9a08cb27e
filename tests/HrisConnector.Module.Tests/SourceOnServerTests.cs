using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4: the administrator whose HR provider drops an encrypted file on an SFTP server every night.</summary>
public sealed class SourceOnServerTests(HrDepartment hr) : IDisposable
{
    private readonly Night _night = new(hr);

    public void Dispose() => _night.Dispose();

    [Fact]
    public void The_file_of_the_night_is_fetched_decrypted_synchronized_and_archived()
    {
        _night.Upload(_night.Plain);

        var result = _night.Sync();

        var sync = Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(("Success", Night.FileName, 2), (sync.Text("Status"), sync.Text("File"), sync.Number("Created")));
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        Assert.Matches(@"^archive/.*hris-360learning\.tsv\.pgp$", Assert.Single(FilesOnServer()));
        var log = File.ReadAllText(sync.Text("CsvLogPath"));
        Assert.StartsWith("ImportStatus\tImportDetail\tuniqueId\t", log, StringComparison.Ordinal);
        Assert.Contains("\nUserCreated\t\tE1\t", log, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(_night.Plain), Encoding.UTF8.GetBytes(Regex.Replace(log, @"(?<=^|\n)[^\t\n]*\t[^\t\n]*\t", "")));
        _night.RequireNoPlainText();
        _night.RequireNoSecretBelowData();
        PersonalData.IsNotIn(result, [_night.Cell, .. HrDepartment.Secrets]);
    }

    [Fact]
    public void A_fault_of_a_line_is_a_warning_and_the_file_is_archived_all_the_same()
    {
        _night.Upload(_night.Plain + "E3\t\tGrace\tHopper\tActive\t\t\r\n");

        var result = _night.Sync();

        Assert.Empty(result.Errors);
        Assert.Equal("Warning", Assert.Single(result.Output).Text("Status"));
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        Assert.StartsWith("archive/", Assert.Single(FilesOnServer()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_without_a_file_is_a_warning_and_no_run()
    {
        _night.Upload(_night.Plain);
        _night.Sync();

        var result = _night.Sync();

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal("The source holds no users file: nothing was done.", Assert.Single(result.Warnings));
        Assert.Single(_night.Session.Run("Get-HrisSync -Configuration hris.json").Output);
    }

    [Fact]
    public void A_preview_counts_the_same_and_changes_neither_server_nor_store()
    {
        using var mail = new SmtpServer();
        _night.Configure(configuration => configuration["notices"] = Night.Notices(mail, "success", "warning", "error"));
        _night.Upload(_night.Plain);
        _night.Sync();
        _night.Upload(_night.Plain.Replace("Engineer", "Chief", StringComparison.Ordinal) + "E3\te3@example.org\tGrace\tHopper\tActive\t\t\r\n");
        var server = Night.Snapshot(_night.ServerFolder);
        var data = Night.Snapshot(_night.Session.Folder.File("data"));

        var preview = _night.Sync("-WhatIf");

        Assert.Equal(server, Night.Snapshot(_night.ServerFolder));
        Assert.Equal(data, Night.Snapshot(_night.Session.Folder.File("data")));
        Assert.Single(mail.Mails);
        _night.RequireNoPlainText();
        var real = _night.Sync();
        string[] same = ["File", "Status", "Lines", "Created", "Updated", "Archived", "Duplicate", "Ignored", "Unchanged"];
        Assert.Equal(same.Select(real.Output.Single().Text), same.Select(preview.Output.Single().Text));
        Assert.Equal((1, 1, 1), (real.Output.Single().Number("Created"), real.Output.Single().Number("Updated"), real.Output.Single().Number("Unchanged")));
        Assert.Equal(("True", "False"), (preview.Output.Single().Text("Planned"), real.Output.Single().Text("Planned")));
    }

    [Fact]
    public void A_preview_on_a_new_machine_makes_no_store()
    {
        _night.Upload(_night.Plain);

        var preview = _night.Sync("-WhatIf");

        Assert.Equal(2, preview.Output.Single().Number("Created"));
        Assert.False(Directory.Exists(_night.Session.Folder.File("data")));
        Assert.Equal([Night.FileName], FilesOnServer());
    }

    [Fact]
    public void A_changed_host_key_is_a_failed_run_whose_error_shows_both_fingerprints()
    {
        const string pinned = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        _night.Configure(configuration => configuration["source"]!["sftp"]!["hostKeys"] = new System.Text.Json.Nodes.JsonArray(pinned));
        _night.Upload(_night.Plain);

        var error = _night.RequireFailure(_night.Sync(), "SftpHostKeyMismatch", "Connection to the SFTP server failed");

        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains(pinned, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(hr.Server.Fingerprint("ed25519"), error.ToString(), StringComparison.Ordinal);
        Assert.Equal([Night.FileName], FilesOnServer());
    }

    [Fact]
    public void A_key_that_the_server_does_not_know_is_a_failed_run()
    {
        _night.Configure(configuration =>
        {
            configuration["source"]!["sftp"]!["privateKeyFile"] = hr.UnknownSftpKey;
            configuration["source"]!["sftp"]!.AsObject().Remove("passphrase");
        });
        _night.Upload(_night.Plain);

        var error = _night.RequireFailure(_night.Sync(), "SftpAuthenticationFailed", "Connection to the SFTP server failed");

        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal([Night.FileName], FilesOnServer());
    }

    [Fact]
    public void A_wrong_passphrase_of_the_key_that_signs_in_is_a_failed_run()
    {
        _night.WriteSecret("sftp.pass", "PlantedWrongPassphrase");
        _night.Upload(_night.Plain);

        var result = _night.Sync();

        _night.RequireFailure(result, "SftpKeyUnusable", "Connection to the SFTP server failed");
        PersonalData.IsNotIn(result, "PlantedWrong");
        _night.RequireNoSecretBelowData("PlantedWrong");
    }

    /// <summary>The one test that waits for the pauses between the three tries.</summary>
    [Fact]
    public void A_server_that_is_lost_in_the_middle_fails_one_run_and_the_other_files_wait()
    {
        using var proxy = new TcpProxy(hr.Server.Port, _ => TcpProxy.Fault.CutAfter(100_000));
        _night.Configure(configuration => configuration["source"]!["sftp"]!["port"] = proxy.Port);
        _night.Upload(hr.Encrypt(Encoding.UTF8.GetBytes(Large(300_000)), "--compress-algo", "none"), "hris-360learning.a.csv.pgp", hoursAgo: 3);
        _night.Upload(hr.Encrypt(_night.Plain), "hris-360learning.b.tsv.pgp", hoursAgo: 2);

        var result = _night.Sync();

        var error = _night.RequireFailure(result, "SftpConnectionFailed", "Connection to the SFTP server failed");
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal("The connection to the source was lost. The files that still wait there are left for the next run.", Assert.Single(result.Warnings));
        Assert.Equal("hris-360learning.a.csv.pgp", result.Output.Single().Text("File"));
        Assert.Equal(["hris-360learning.a.csv.pgp", "hris-360learning.b.tsv.pgp"], FilesOnServer());
    }

    [Fact]
    public void A_file_at_fault_does_not_keep_the_next_ones_from_their_turn()
    {
        _night.Upload(Encoding.UTF8.GetBytes(_night.Plain), "hris-360learning.a.tsv", hoursAgo: 4);
        _night.Upload(hr.Encrypt("uniqueId\temail\n"), "hris-360learning.b.tsv.gpg", hoursAgo: 3);
        _night.Upload(hr.Encrypt(_night.Plain), "hris-360learning.c.tsv.pgp", hoursAgo: 2);

        var result = _night.Sync();

        Assert.Equal(["Error", "Error", "Success"], result.Output.Select(sync => sync.Text("Status")));
        Assert.Equal(["FileNotEncrypted", "RequiredFieldsMissing"], result.ErrorIds);
        Assert.Empty(result.Warnings);
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        var files = FilesOnServer();
        Assert.Equal(["hris-360learning.a.tsv", "hris-360learning.b.tsv.gpg"], files[1..]);
        Assert.EndsWith("hris-360learning.c.tsv.pgp", files[0], StringComparison.Ordinal);
        Assert.StartsWith("archive/", files[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_at_a_silent_server_ends_the_run_in_order()
    {
        using var proxy = new TcpProxy(hr.Server.Port, _ => TcpProxy.Fault.SilentAfter(100_000));
        _night.Configure(configuration => configuration["source"]!["sftp"]!["port"] = proxy.Port);
        var path = _night.Upload(hr.Encrypt(Encoding.UTF8.GetBytes(Large(300_000)), "--compress-algo", "none"));

        using var shell = _night.Session.Script("Invoke-HrisSync -Configuration hris.json");
        var run = shell.BeginInvoke();
        await proxy.Silent.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Stop(shell);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
        RequireStoppedRun();
        Assert.True(File.Exists(path));
        _night.Configure(_ => { });
        Assert.Equal("Success", _night.Sync().Output.Single().Text("Status"));
    }

    [Fact]
    public async Task Ctrl_C_while_a_large_file_is_decrypted_leaves_no_plain_text()
    {
        var path = _night.Upload(hr.Encrypt(Encoding.UTF8.GetBytes(Large(40_000_000)), "--compress-algo", "zlib", "--compress-level", "1"));
        var work = Path.Combine(_night.Session.Folder.File("data"), "test", "work");

        using var shell = _night.Session.Script("Invoke-HrisSync -Configuration hris.json");
        var run = shell.BeginInvoke();
        while (!Directory.Exists(work) || !Directory.EnumerateFiles(work, "users", SearchOption.AllDirectories).Any(copy => new FileInfo(copy).Length > 0))
        {
            Assert.False(run.IsCompleted, "the run ended before its file was decrypted");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Stop(shell);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        RequireStoppedRun();
        Assert.True(File.Exists(path));
    }

    private static void Stop(PowerShell shell)
    {
        var stop = shell.BeginStop(null, null);
        Assert.True(stop.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(30)), "the command ends");
        shell.EndStop(stop);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    private void RequireStoppedRun()
    {
        var stopped = _night.Session.Run("Get-HrisSync -Configuration hris.json").Output.Single();
        Assert.Equal("Failed", stopped.Text("StatusText"));
        Assert.Equal(["The synchronization was stopped"], (System.Collections.Generic.IEnumerable<string>)stopped.Get("Logs")!);
        Assert.Empty(_night.UsersInDirectory());
        _night.RequireNoPlainText();
    }

    /// <summary>An export of so many characters at least.</summary>
    private string Large(int length)
    {
        var text = new StringBuilder("uniqueId\temail\tfirstName\tlastName\tstatus\ttitle\n");
        for (var i = 1; text.Length < length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"E{i}\te{i}@example.org\tAda\t{_night.Cell}\tActive\tEngineer of {Guid.NewGuid()}\n");
        }

        return text.ToString();
    }

    private string[] FilesOnServer() =>
        [.. Directory.GetFiles(_night.ServerFolder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_night.ServerFolder, path)).Order(StringComparer.Ordinal)];
}
