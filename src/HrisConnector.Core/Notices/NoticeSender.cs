using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Notices;

/// <summary>Tells people by mail of the end of a run. A mail that cannot be sent is a warning on the run, never its failure.</summary>
internal sealed class NoticeSender(NoticesConfiguration configuration, SecretSource secrets, MailSender mail)
{
    public NoticeSender(NoticesConfiguration configuration, SecretSource secrets)
        : this(configuration, secrets, new MailSender())
    {
    }

    /// <summary>Whether somebody wants to know of such an end. Faults need to be collected only then.</summary>
    public bool IsWanted(HrisSyncStatus status) => configuration.On.Contains(status);

    /// <summary>Sends the notice, if it is wanted. A preview has none.</summary>
    /// <param name="notice">The end of the run.</param>
    /// <param name="observer">Warned when the notice cannot be sent.</param>
    /// <param name="cancellationToken">Stops within two seconds. When it is cancelled already, as after Ctrl-C, nothing is tried: whoever
    /// stopped the run knows, and waits for the prompt.</param>
    public async Task SendAsync(Notice notice, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (notice.Sync.Planned || !IsWanted(notice.Sync.Status))
            return;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var password = Password();
            using var message = NoticeMessage.Compose(configuration, notice, cancellationToken);
            if (await mail.SendAsync(configuration.Smtp, password, message, cancellationToken).ConfigureAwait(false) is { } refused)
                observer.Warn($"{About(notice)} did not reach everybody. {refused.Message} {refused.Error.Hint}");
            else
                observer.Verbose($"{About(notice)} was sent to {NoticeText.Number(configuration.Smtp.To.Count, "recipient", "recipients")}.");
        }
        catch (HrisException e)
        {
            observer.Warn($"{About(notice)} was not sent. {NoticeText.Capital(e.Message)} {e.Error.Hint}");
        }
        catch (OperationCanceledException)
        {
            observer.Warn($"{About(notice)} was not sent: the run was stopped.");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its message is not shown: nobody knows what it holds.
            observer.Warn($"{About(notice)} was not sent: {e.GetType().Name}. {HrisErrors.Unexpected.Hint}");
        }
    }

    /// <summary>Tries the server and the account; sends nothing.</summary>
    /// <param name="cancellationToken">Stops within two seconds.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.MailServerFailed"/>, <see cref="HrisErrors.SecretUnavailable"/> or
    /// <see cref="HrisErrors.SecretNotPrivate"/>.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken) =>
        await mail.ProbeAsync(configuration.Smtp, Password(), cancellationToken).ConfigureAwait(false);

    private Secret? Password() => configuration.Smtp.Password is { } reference ? secrets.Get(reference, "the password of the mail account") : null;

    private static string About(Notice notice) =>
        $"The mail notice about {NoticeText.Line(notice.Sync.File.Length == 0 ? notice.Sync.Connector : notice.Sync.File, 200)}";
}
