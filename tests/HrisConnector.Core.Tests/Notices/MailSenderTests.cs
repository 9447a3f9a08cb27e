using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Mail;
using HrisConnector.Tests.Shared.Net;
using MimeKit;
using Xunit;

namespace HrisConnector.Core.Tests.Notices;

/// <summary>The talk with a mail server: TLS where it is configured and never without, and words for all that goes wrong.</summary>
public sealed class MailSenderTests
{
    private const string Password = "planted-secret-4711";

    [Theory]
    [InlineData(SmtpTrouble.None)]
    [InlineData(SmtpTrouble.LoginAlone)]
    public async Task With_StartTls_nothing_but_the_wish_for_it_is_said_in_the_clear(object trouble)
    {
        using var server = new SmtpServer((SmtpTrouble)trouble, password: Password);

        await SendAsync(server, SmtpSecurity.StartTls);

        var mail = Assert.Single(server.Mails);
        Assert.True(mail.Encrypted);
        Assert.Equal("hris", mail.SignedInAs);
        Assert.Equal("hris@example.org", mail.From);
        Assert.Equal(["EHLO", "STARTTLS"], server.SaidInClear.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task With_Tls_nothing_at_all_is_said_in_the_clear()
    {
        using var server = new SmtpServer(tlsFromTheStart: true, password: Password);

        await SendAsync(server, SmtpSecurity.Tls);

        Assert.True(Assert.Single(server.Mails).Encrypted);
        Assert.Empty(server.SaidInClear);
    }

    [Fact]
    public async Task Without_security_and_account_a_message_is_sent_in_the_clear()
    {
        using var server = new SmtpServer();

        await SendAsync(server, SmtpSecurity.None, signIn: false);

        var mail = Assert.Single(server.Mails);
        Assert.False(mail.Encrypted);
        Assert.Null(mail.SignedInAs);
    }

    [Fact]
    public async Task A_password_never_travels_in_the_clear()
    {
        using var server = new SmtpServer(password: Password);

        var failure = await FailAsync(server, SmtpSecurity.None);

        Assert.Contains("not encrypted", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.SaidInClear, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_without_StartTls_hears_nothing_more()
    {
        using var server = new SmtpServer(SmtpTrouble.NoStartTls, password: Password);

        var failure = await FailAsync(server, SmtpSecurity.StartTls);

        Assert.Equal($"The mail server localhost:{server.Port} does not offer STARTTLS; nothing was sent in the clear.", failure.Message);
        Assert.DoesNotContain(server.SaidInClear, line => !line.StartsWith("EHLO", StringComparison.Ordinal) && line != "QUIT");
        Assert.Empty(server.Mails);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_certificate_that_the_system_does_not_trust_is_refused(SmtpSecurity security)
    {
        using var server = new SmtpServer(tlsFromTheStart: security == SmtpSecurity.Tls, password: Password);

        var failure = await FailAsync(server, security, trust: false);

        Assert.Contains("is not trusted: its certificate comes from nobody whom this computer trusts", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.SaidInTls);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        using var server = new SmtpServer(password: Password);

        var failure = await FailAsync(server, SmtpSecurity.StartTls, host: "127.0.0.1");

        Assert.Contains("its certificate is for another name", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.SaidInTls);
    }

    [Fact]
    public async Task A_server_that_speaks_without_Tls_on_a_Tls_port_is_refused()
    {
        using var server = new SmtpServer(password: Password);

        var failure = await FailAsync(server, SmtpSecurity.Tls);

        Assert.Contains("does not agree on TLS; check that port and security belong together", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpTrouble.RefusesPassword, "refuses the user name or the password.")]
    [InlineData(SmtpTrouble.RefusesPassword | SmtpTrouble.LoginAlone, "refuses the user name or the password.")]
    [InlineData(SmtpTrouble.NoAuth, "offers no way to sign in.")]
    [InlineData(SmtpTrouble.RefusesConnection, "refuses the connection (554).")]
    [InlineData(SmtpTrouble.RefusesAtEnd, "refuses the message (451).")]
    [InlineData(SmtpTrouble.CutInData, "broke the connection off")]
    public async Task Each_failure_has_its_words_and_repeats_nothing_of_the_talk(object trouble, string words)
    {
        using var server = new SmtpServer((SmtpTrouble)trouble, password: Password);

        var failure = await FailAsync(server, SmtpSecurity.StartTls);

        Assert.StartsWith($"The mail server localhost:{server.Port} {words}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_port_on_which_nothing_listens_is_said()
    {
        using var port = new ClosedPort();
        var smtp = Smtp(port.Number, SmtpSecurity.StartTls);

        var failure = await Assert.ThrowsAsync<HrisException>(() =>
            new MailSender().SendAsync(smtp, new Secret(Password), Message(smtp.To), TestContext.Current.CancellationToken));

        RequireUnsent(failure);
        Assert.Equal($"The mail server localhost:{port.Number} cannot be reached: nothing listens on that port.", failure.Message);
    }

    [Fact]
    public async Task One_refused_recipient_does_not_keep_the_message_from_the_others()
    {
        using var server = new SmtpServer(SmtpTrouble.RefusesGone, password: Password);

        var refused = await SendAsync(server, SmtpSecurity.StartTls, to: ["it@example.org", "gone@example.org"]);

        Assert.Equal(["it@example.org"], Assert.Single(server.Mails).To);
        Assert.Equal($"The mail server localhost:{server.Port} refuses the recipient number 2 of notices.smtp.to (550); the others have the message.", refused!.Message);
    }

    [Fact]
    public async Task When_all_recipients_are_refused_the_message_is_not_sent()
    {
        using var server = new SmtpServer(SmtpTrouble.RefusesGone, password: Password);

        var failure = await FailAsync(server, SmtpSecurity.StartTls, to: ["gone1@example.org", "gone2@example.org"]);

        Assert.EndsWith("refuses the recipients number 1 of notices.smtp.to (550), number 2 of notices.smtp.to (550).", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_domain_beyond_ascii_travels_as_its_ascii_form()
    {
        using var server = new SmtpServer(password: Password);

        await SendAsync(server, SmtpSecurity.StartTls, to: ["it@exämple.org"]);

        Assert.Equal(["it@xn--exmple-cua.org"], Assert.Single(server.Mails).To);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        using var server = new SmtpServer(SmtpTrouble.Silent);

        var failure = await FailAsync(server, SmtpSecurity.StartTls, timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal($"The mail server localhost:{server.Port} did not answer within 0.3 seconds.", failure.Message);
    }

    [Fact]
    public async Task A_talk_is_stopped_at_once()
    {
        using var server = new SmtpServer(SmtpTrouble.Silent);
        using var stop = new CancellationTokenSource();

        var sending = new MailSender { Trust = server.Trusts }.SendAsync(Smtp(server.Port, SmtpSecurity.StartTls), null, Message(["it@example.org"]), stop.Token);
        await server.Connected.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_message_that_was_taken_is_sent_even_if_the_server_does_not_say_goodbye()
    {
        using var server = new SmtpServer(SmtpTrouble.SilentAtQuit, password: Password);

        Assert.Null(await SendAsync(server, SmtpSecurity.StartTls));

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_probe_signs_in_and_sends_nothing()
    {
        using var server = new SmtpServer(password: Password);

        await new MailSender { Trust = server.Trusts }.ProbeAsync(Smtp(server.Port, SmtpSecurity.StartTls), new Secret(Password), TestContext.Current.CancellationToken);

        Assert.Equal(["EHLO", "AUTH", "NOOP", "QUIT"], server.SaidInTls.Select(line => line.Split(' ')[0]));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_probe_with_a_wrong_password_fails()
    {
        using var server = new SmtpServer(password: "another");

        var failure = await Assert.ThrowsAsync<HrisException>(() =>
            new MailSender { Trust = server.Trusts }.ProbeAsync(Smtp(server.Port, SmtpSecurity.StartTls), new Secret(Password), TestContext.Current.CancellationToken));

        Assert.Contains("refuses the user name or the password", failure.Message, StringComparison.Ordinal);
    }

    private static Task<HrisException?> SendAsync(
        SmtpServer server, SmtpSecurity security, bool signIn = true, bool trust = true, string host = "localhost", string[]? to = null, TimeSpan? timeout = null)
    {
        var sender = new MailSender { Trust = trust ? server.Trusts : null, Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        var smtp = Smtp(server.Port, security, host, to);
        return sender.SendAsync(smtp, signIn ? new Secret(Password) : null, Message(smtp.To), TestContext.Current.CancellationToken);
    }

    // Whatever fails: the error's id, and no password in anything that could be shown.
    private static async Task<HrisException> FailAsync(
        SmtpServer server, SmtpSecurity security, bool trust = true, string host = "localhost", string[]? to = null, TimeSpan? timeout = null)
    {
        var failure = await Assert.ThrowsAsync<HrisException>(() => SendAsync(server, security, true, trust, host, to, timeout));
        RequireUnsent(failure);
        return failure;
    }

    private static void RequireUnsent(HrisException failure)
    {
        Assert.Equal(HrisErrors.MailServerFailed, failure.Error);
        Assert.DoesNotContain(Password, failure.ToString(), StringComparison.Ordinal);
    }

    private static SmtpConfiguration Smtp(int port, SmtpSecurity security, string host = "localhost", string[]? to = null) =>
        new(host, port, security, "hris@example.org", to ?? ["it@example.org"], "hris", new SecretReference(SecretKind.Environment, "UNUSED"));

    private static MimeMessage Message(IReadOnlyList<string> to)
    {
        var message = new MimeMessage { Subject = "test", Body = new TextPart("plain") { Text = "Hello" } };
        message.From.Add(new MailboxAddress(null, "hris@example.org"));
        message.To.AddRange(to.Select(address => new MailboxAddress(null, address)));
        return message;
    }
}
