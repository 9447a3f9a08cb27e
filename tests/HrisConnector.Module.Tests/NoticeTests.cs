using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using HrisConnector.Tests.Shared.Net;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4, item 3: a mail when it goes wrong, and never a failure because of a mail.</summary>
public sealed class NoticeTests : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly SmtpServer _mail = new();

    public NoticeTests()
    {
        Configure(Night.Notices(_mail));
        _session.Folder.Write("good.csv", UsersFile.Of(UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org")));
        _session.Folder.Write("warning.csv", UsersFile.Of(
            UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org"),
            "E2,,Plantedfirst,Plantedlast,Active,Plantedtitle,,,,+33 1 99 88 77 66,plantedname"));
        _session.Folder.Write("empty.csv", "");
    }

    public void Dispose()
    {
        _session.Dispose();
        _mail.Dispose();
    }

    [Fact]
    public void A_run_that_fails_or_warns_is_told_of_and_a_good_one_is_not()
    {
        var result = _session.Run("Invoke-HrisSync good.csv, warning.csv, empty.csv -Configuration hris.json -Verbose -Debug");

        Assert.Equal(["Success", "Warning", "Error"], result.Output.Select(sync => sync.Text("Status")));
        Assert.Empty(result.Warnings);
        Assert.Equal(
            ["[HrisConnector] test: Successful with error(s) - warning.csv - nothing changed, 1 fault", "[HrisConnector] test: Failed - empty.csv - File is empty"],
            _mail.Mails.Select(Mail.Subject));
        Assert.All(_mail.Mails, mail => Assert.Equal(["it@example.org"], mail.To));
        Assert.All(Mail.Bodies(_mail.Mails.First()), body => Assert.Contains("E2", body, StringComparison.Ordinal));
        Assert.All(Mail.Bodies(_mail.Mails.Last()), body => Assert.Contains("FileEmpty", body, StringComparison.Ordinal));
        foreach (var text in _mail.Mails.SelectMany(mail => Mail.Bodies(mail).Append(Mail.Subject(mail))))
        {
            Assert.All(["planted", "99 88 77"], value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }

        PersonalData.IsNotIn(result, "planted");
    }

    [Fact]
    public void The_configuration_says_which_ends_are_told_of()
    {
        Configure(Night.Notices(_mail, "success"));

        _session.Run("Invoke-HrisSync good.csv, warning.csv, empty.csv -Configuration hris.json");

        Assert.Equal("[HrisConnector] test: Successful - good.csv - 1 created", Mail.Subject(Assert.Single(_mail.Mails)));
    }

    [Fact]
    public void A_preview_tells_nobody()
    {
        Configure(Night.Notices(_mail, "success", "warning", "error"));

        var result = _session.Run("Invoke-HrisSync good.csv, warning.csv, empty.csv -Configuration hris.json -WhatIf");

        Assert.Equal(["Success", "Warning", "Error"], result.Output.Select(sync => sync.Text("Status")));
        Assert.Empty(_mail.SaidInClear);
    }

    [Fact]
    public void A_run_that_cannot_begin_because_of_its_store_is_told_of()
    {
        _session.Run("Invoke-HrisSync good.csv -Configuration hris.json");
        var store = Path.Combine(_session.Folder.File("data"), "test", "store.db");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(store)!, "store.db-*"))
        {
            File.Delete(file);
        }

        File.WriteAllText(store, new string('x', 8192));

        var result = _session.Run("Invoke-HrisSync good.csv -Configuration hris.json");

        Assert.Empty(result.Output);
        Assert.Equal(["StoreDamaged"], result.ErrorIds);
        RequireFailureMail("good.csv", "StoreDamaged");
    }

    [Fact]
    public void A_run_that_cannot_begin_because_another_one_is_active_is_told_of()
    {
        _session.Run("Invoke-HrisSync good.csv -Configuration hris.json");
        using var held = new FileStream(Path.Combine(_session.Folder.File("data"), "test", "run.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = _session.Fail("Invoke-HrisSync good.csv -Configuration hris.json");

        Assert.Equal("RunAlreadyActive", ScriptResult.Id(error));
        RequireFailureMail("good.csv", "RunAlreadyActive");
    }

    [Fact]
    public void A_source_that_cannot_be_looked_at_is_told_of_and_is_in_the_history()
    {
        Configure(Night.Notices(_mail), new JsonObject { ["folder"] = "missing" });

        var result = _session.Run("Invoke-HrisSync -Configuration hris.json");

        Assert.Equal(["SourceNotFound"], result.ErrorIds);
        Assert.Equal("Error", Assert.Single(result.Output).Text("Status"));
        RequireFailureMail("hris-360learning.*", "SourceNotFound");
        Assert.Equal("Failed", _session.Run("Get-HrisSync -Configuration hris.json").Output.Single().Text("StatusText"));
    }

    [Fact]
    public void A_mail_that_cannot_be_sent_is_a_warning_and_the_run_ends_as_it_would_have()
    {
        using var port = new ClosedPort();
        Configure(NoticesTo(port));

        var result = _session.Run("Invoke-HrisSync warning.csv -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal("Warning", Assert.Single(result.Output).Text("Status"));
        Assert.StartsWith("The mail notice about warning.csv was not sent.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("Warning", _session.Run("Get-HrisSync -Configuration hris.json").Output.Single().Text("Status"));
    }

    [Fact]
    public void A_refused_mail_is_a_warning_too()
    {
        using var troubled = new SmtpServer(SmtpTrouble.RefusesAtEnd);
        Configure(Night.Notices(troubled));

        var result = _session.Run("Invoke-HrisSync warning.csv -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal("Warning", Assert.Single(result.Output).Text("Status"));
        Assert.Single(result.Warnings);
        PersonalData.IsNotIn(result, "planted");
    }

    [Fact]
    public async Task A_scheduled_task_whose_mail_cannot_be_sent_ends_with_exit_code_0()
    {
        using var port = new ClosedPort();
        Configure(NoticesTo(port));

        var result = await ShellProcess.RunAsync(_session.Folder.Path, "-Command", "Invoke-HrisSync warning.csv -Configuration hris.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("The mail notice about warning.csv was not sent.", result.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Successful with error(s)", result.Output, StringComparison.Ordinal);
    }

    private void Configure(JsonNode notices, JsonObject? source = null)
    {
        var configuration = new JsonObject { ["connector"] = "test", ["dataPath"] = "data", ["notices"] = notices };
        if (source is not null)
        {
            configuration["source"] = source;
        }

        _session.Folder.Write("hris.json", configuration.ToJsonString());
    }

    private void RequireFailureMail(string file, string id)
    {
        var mail = Assert.Single(_mail.Mails);
        Assert.StartsWith($"[HrisConnector] test: Failed - {file} - ", Mail.Subject(mail), StringComparison.Ordinal);
        Assert.All(Mail.Bodies(mail), body => Assert.Contains(id, body, StringComparison.Ordinal));
    }

    private static JsonNode NoticesTo(ClosedPort port) => JsonNode.Parse($$"""
        { "smtp": { "host": "127.0.0.1", "port": {{port.Number}}, "security": "none", "from": "hris@example.org", "to": ["it@example.org"] } }
        """)!;
}
