using System;
using System.Globalization;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace HrisConnector.Core.Notices;

/// <summary>Talks with a mail server. TLS is required where the configuration says so and never done without; nothing that is said is kept.</summary>
internal sealed class MailSender
{
    // What a stopped talk may still need to end in order; the house stops within two seconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>So long may everything take together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Judges certificates in place of the system, for tests; no configuration reaches it.</summary>
    public RemoteCertificateValidationCallback? Trust { get; init; }

    /// <summary>Sends a message.</summary>
    /// <param name="smtp">The server.</param>
    /// <param name="password">The password of the account; null to send without signing in.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops within two seconds.</param>
    /// <returns>Null; or that some recipients were refused, when others have the message.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.MailServerFailed"/>: nobody has the message.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<HrisException?> SendAsync(SmtpConfiguration smtp, Secret? password, MimeMessage message, CancellationToken cancellationToken) =>
        RunAsync(smtp, password, (client, token) => client.SendAsync(message, token), cancellationToken);

    /// <summary>Connects, signs in and takes leave; sends nothing.</summary>
    /// <param name="smtp">The server.</param>
    /// <param name="password">The password of the account; null for none.</param>
    /// <param name="cancellationToken">Stops within two seconds.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.MailServerFailed"/>.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task ProbeAsync(SmtpConfiguration smtp, Secret? password, CancellationToken cancellationToken) =>
        RunAsync(smtp, password, (client, token) => client.NoOpAsync(token), cancellationToken);

    private async Task<HrisException?> RunAsync(SmtpConfiguration smtp, Secret? password, Func<MailClient, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Timeout);
        var token = bound.Token;
        var talk = Task.Run(() => TalkAsync(smtp, password, act, token), CancellationToken.None);
        var hasEnded = await EndsAsync(talk, token).ConfigureAwait(false);
        // A look-up of a name, for one, cannot be stopped everywhere: then the talk is left to end on its own.
        _ = talk.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                bound.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            if (hasEnded)
                return await talk.ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (HrisException or OutOfMemoryException) && token.IsCancellationRequested)
        {
            // Said below: whatever a talk that is cut off throws, the reason is one of two.
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw MailFailure.Of(smtp, string.Format(CultureInfo.InvariantCulture, "did not answer within {0:0.#} seconds", Timeout.TotalSeconds));
    }

    // Whether the talk has ended, when nobody wants to wait any longer.
    private static async Task<bool> EndsAsync(Task talk, CancellationToken token)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (token.Register(() => stopped.TrySetResult(true)))
        {
            if (await Task.WhenAny(talk, stopped.Task).ConfigureAwait(false) != talk)
                await Task.WhenAny(talk, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
        }

        return talk.IsCompleted;
    }

    private async Task<HrisException?> TalkAsync(SmtpConfiguration smtp, Secret? password, Func<MailClient, CancellationToken, Task> act, CancellationToken token)
    {
        // The library's own limit is for each answer, and only for a talk that was left alone.
        using var client = new MailClient(Trust) { Timeout = (int)(Timeout + Grace + Grace).TotalMilliseconds };
        var step = MailStep.Connect;
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, OptionsOf(smtp.Security), token).ConfigureAwait(false);
            step = MailStep.SignIn;
            if (password is not null)
                await SignInAsync(client, smtp, password, token).ConfigureAwait(false);
            step = MailStep.Send;
            await act(client, token).ConfigureAwait(false);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
        {
            throw MailFailure.Recipients(smtp, client);
        }
        catch (Exception e) when (e is not (HrisException or OutOfMemoryException) && !token.IsCancellationRequested)
        {
            throw MailFailure.From(smtp, step, e, client.CertificateFault);
        }

        await TakeLeaveAsync(client, token).ConfigureAwait(false);
        return client.Refused.Count > 0 ? MailFailure.Recipients(smtp, client) : null;
    }

    private static Task SignInAsync(MailClient client, SmtpConfiguration smtp, Secret password, CancellationToken token)
    {
        // The configuration refuses this already; a password in the clear cannot be taken back, so it is asked twice.
        if (!client.IsSecure)
            throw MailFailure.Of(smtp, "was not told the password: the connection is not encrypted");
        return client.AuthenticateAsync(smtp.UserName ?? "", password.Reveal(), token);
    }

    // The server has taken the message: what goes wrong in saying goodbye does not matter, and is not waited for.
    private static async Task TakeLeaveAsync(MailClient client, CancellationToken token)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(token);
        soon.CancelAfter(Grace);
        try
        {
            await client.DisconnectAsync(quit: true, soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Closed with the client.
        }
    }

    private static SecureSocketOptions OptionsOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls, // required; StartTlsWhenAvailable would be the other
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
