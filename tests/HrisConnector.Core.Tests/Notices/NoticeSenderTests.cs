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
using Xunit;

namespace HrisConnector.Core.Tests.Notices;

/// <summary>A mail that cannot be sent is a warning on the run, never its failure.</summary>
public sealed class NoticeSenderTests
{
    private const string Password = "planted-secret-4711";
    private readonly string _variable = "HRIS_TEST_" + Guid.NewGuid().ToString("N");
    private readonly SilentObserver _observer = new();

    [Theory]
    [InlineData(HrisSyncStatus.Error, true)]
    [InlineData(HrisSyncStatus.Warning, true)]
    [InlineData(HrisSyncStatus.Success, false)]
    [InlineData(HrisSyncStatus.Running, false)]
    public async Task Only_the_configured_ends_are_told(HrisSyncStatus status, bool wanted)
    {
        using var server = new SmtpServer();
        var sender = new NoticeSender(Configuration(server, SmtpSecurity.None), new SecretSource(null));

        await sender.SendAsync(Notice(status), _observer, TestContext.Current.CancellationToken);

        Assert.Equal(wanted, sender.IsWanted(status));
        Assert.Equal(wanted ? 1 : 0, server.Mails.Count);
    }

    [Fact]
    public async Task A_preview_is_told_to_nobody()
    {
        using var server = new SmtpServer();
        var notice = Notice();
        notice.Sync.Planned = true;

        await new NoticeSender(Configuration(server, SmtpSecurity.None), new SecretSource(null)).SendAsync(notice, _observer, TestContext.Current.CancellationToken);

        Assert.Empty(server.Mails);
        Assert.Empty(_observer.Messages);
    }

    [Fact]
    public async Task The_password_is_fetched_and_used_and_shown_nowhere()
    {
        using var server = new SmtpServer(password: Password);

        await SendAsync(server);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("hris", mail.SignedInAs);
        Assert.DoesNotContain(Password, NoticeFixture.Parse(mail.Data).ToString(), StringComparison.Ordinal);
        Assert.Equal(["The mail notice about users.csv was sent to 1 recipient."], _observer.Messages);
    }

    [Fact]
    public async Task A_password_that_is_not_there_is_one_warning_and_the_server_is_not_asked()
    {
        using var server = new SmtpServer();

        await SendAsync(server, setPassword: false);

        Assert.Equal(
            $"The mail notice about users.csv was not sent. The password of the mail account cannot be had from the environment variable {_variable}: it is not set. {HrisErrors.SecretUnavailable.Hint}",
            Assert.Single(_observer.Messages));
        Assert.False(server.Connected.IsCompleted);
    }

    [Theory]
    [InlineData(SmtpTrouble.NoStartTls)]
    [InlineData(SmtpTrouble.RefusesPassword)]
    [InlineData(SmtpTrouble.RefusesAtEnd)]
    [InlineData(SmtpTrouble.CutInData)]
    [InlineData(SmtpTrouble.RefusesConnection)]
    public async Task A_server_that_does_not_take_the_message_is_one_warning_with_what_to_do(object trouble)
    {
        using var server = new SmtpServer((SmtpTrouble)trouble, password: Password);

        await SendAsync(server);

        var warning = Assert.Single(_observer.Messages);
        Assert.StartsWith($"The mail notice about users.csv was not sent. The mail server localhost:{server.Port} ", warning, StringComparison.Ordinal);
        Assert.EndsWith(HrisErrors.MailServerFailed.Hint, warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_some_did_not_get_is_one_warning()
    {
        using var server = new SmtpServer(SmtpTrouble.RefusesGone, password: Password);

        await SendAsync(server, "gone@example.org", "it@example.org");

        Assert.Single(server.Mails);
        Assert.StartsWith("The mail notice about users.csv did not reach everybody. ", Assert.Single(_observer.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_warning_that_repeats_nothing()
    {
        using var server = new SmtpServer();
        var smtp = Configuration(server, SmtpSecurity.None).Smtp with { Password = new SecretReference(SecretKind.Vault, "mail") };

        await new NoticeSender(new NoticesConfiguration(smtp, [HrisSyncStatus.Error], false), new SecretSource(new BrokenVault()))
            .SendAsync(Notice(), _observer, TestContext.Current.CancellationToken);

        Assert.Equal($"The mail notice about users.csv was not sent: InvalidTimeZoneException. {HrisErrors.Unexpected.Hint}", Assert.Single(_observer.Messages));
    }

    [Fact]
    public async Task After_a_stop_nothing_is_sent_and_that_is_a_warning()
    {
        using var server = new SmtpServer();

        await new NoticeSender(Configuration(server, SmtpSecurity.None), new SecretSource(null)).SendAsync(Notice(), _observer, new CancellationToken(canceled: true));

        Assert.Equal("The mail notice about users.csv was not sent: the run was stopped.", Assert.Single(_observer.Messages));
        Assert.False(server.Connected.IsCompleted);
    }

    [Fact]
    public async Task A_stop_while_the_server_is_silent_is_a_warning()
    {
        using var server = new SmtpServer(SmtpTrouble.Silent);
        using var stop = new CancellationTokenSource();

        var sending = new NoticeSender(Configuration(server, SmtpSecurity.None), new SecretSource(null)).SendAsync(Notice(), _observer, stop.Token);
        await server.Connected.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await sending;

        Assert.Equal("The mail notice about users.csv was not sent: the run was stopped.", Assert.Single(_observer.Messages));
    }

    [Fact]
    public async Task A_probe_fetches_the_password_and_sends_nothing()
    {
        using var server = new SmtpServer(password: Password);
        Environment.SetEnvironmentVariable(_variable, Password);

        await Sender(server, ["it@example.org"]).ProbeAsync(TestContext.Current.CancellationToken);

        Assert.Contains(server.SaidInTls, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.DoesNotContain(server.SaidInTls, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_probe_without_its_password_fails()
    {
        using var server = new SmtpServer();

        var failure = await Assert.ThrowsAsync<HrisException>(() => Sender(server, ["it@example.org"]).ProbeAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HrisErrors.SecretUnavailable, failure.Error);
    }

    private Task SendAsync(SmtpServer server, params string[] to) => SendAsync(server, true, to);

    private Task SendAsync(SmtpServer server, bool setPassword, params string[] to)
    {
        if (setPassword)
            Environment.SetEnvironmentVariable(_variable, Password);
        return Sender(server, to.Length == 0 ? ["it@example.org"] : to).SendAsync(Notice(), _observer, TestContext.Current.CancellationToken);
    }

    private NoticeSender Sender(SmtpServer server, IReadOnlyList<string> to)
    {
        var smtp = Configuration(server, SmtpSecurity.StartTls).Smtp with { To = to, UserName = "hris", Password = new SecretReference(SecretKind.Environment, _variable) };
        return new NoticeSender(new NoticesConfiguration(smtp, [HrisSyncStatus.Error], false), new SecretSource(null), new MailSender { Trust = server.Trusts });
    }

    private static NoticesConfiguration Configuration(SmtpServer server, SmtpSecurity security) => new(
        new SmtpConfiguration("localhost", server.Port, security, "hris@example.org", ["it@example.org"], null, null), [HrisSyncStatus.Error, HrisSyncStatus.Warning], false);

    private static Notice Notice(HrisSyncStatus status = HrisSyncStatus.Error)
    {
        var notice = NoticeFixture.Failure(new HrisException(HrisErrors.FileEmpty, "File is empty"));
        notice.Sync.Status = status;
        return notice;
    }

    private sealed class BrokenVault : ISecretVault
    {
        public Secret Find(string name) => throw new InvalidTimeZoneException(Password);
    }
}
