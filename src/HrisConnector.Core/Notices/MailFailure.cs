using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace HrisConnector.Core.Notices;

/// <summary>Says what went wrong with a mail server. What the server answered is not repeated but for its code: it may hold addresses.</summary>
internal static class MailFailure
{
    /// <summary>A failure in words.</summary>
    /// <param name="smtp">The server.</param>
    /// <param name="what">What it does or does not, for a sentence that begins with it.</param>
    /// <param name="cause">The cause; left out when it quotes the server.</param>
    public static HrisException Of(SmtpConfiguration smtp, string what, Exception? cause = null) =>
        new(HrisErrors.MailServerFailed, string.Format(CultureInfo.InvariantCulture, "The mail server {0}:{1} {2}.", smtp.Host, smtp.Port, what), smtp.Host, cause);

    /// <summary>The failure that an exception stands for.</summary>
    public static HrisException From(SmtpConfiguration smtp, MailStep step, Exception exception, string? certificateFault) => exception switch
    {
        SslHandshakeException => Of(smtp, certificateFault is null
            ? "does not agree on TLS; check that port and security belong together"
            : $"is not trusted: {certificateFault}", exception),
        AuthenticationException => Of(smtp, "refuses the user name or the password"),
        SmtpCommandException e => Of(smtp, $"refuses {Refused(step, e.ErrorCode)} ({Code(e)})"),
        SmtpProtocolException => Of(smtp, "broke the connection off, or does not speak SMTP"),
        NotSupportedException when step == MailStep.Connect => Of(smtp, "does not offer STARTTLS; nothing was sent in the clear"),
        NotSupportedException when step == MailStep.SignIn => Of(smtp, "offers no way to sign in"),
        NotSupportedException => Of(smtp, "lacks an extension that the message needs"),
        TimeoutException => Of(smtp, "did not answer in time", exception),
        _ when SocketFault(exception) is { } fault => Of(smtp, $"cannot be reached: {Words(fault)}", exception),
        IOException => Of(smtp, "broke the connection off", exception),
        _ => Of(smtp, $"could not be used ({exception.GetType().Name})"),
    };

    /// <summary>Some or all recipients were refused; they are named by their place in the configuration, never by their address.</summary>
    public static HrisException Recipients(SmtpConfiguration smtp, MailClient client)
    {
        var refused = client.Refused.Select(one => string.Format(
            CultureInfo.InvariantCulture, "number {0} of notices.smtp.to ({1})", smtp.To.ToList().IndexOf(one.Recipient.Address) + 1, one.Code));
        var others = client.Refused.Count < smtp.To.Count ? "; the others have the message" : "";
        return Of(smtp, $"refuses {(client.Refused.Count == 1 ? "the recipient" : "the recipients")} {string.Join(", ", refused)}{others}");
    }

    private static string Refused(MailStep step, SmtpErrorCode code) => (step, code) switch
    {
        (MailStep.Connect, _) => "the connection",
        (MailStep.SignIn, _) => "to let the account sign in",
        (_, SmtpErrorCode.SenderNotAccepted) => "the sender",
        (_, SmtpErrorCode.RecipientNotAccepted) => "a recipient",
        _ => "the message",
    };

    private static string Code(SmtpCommandException e) => ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static SocketError? SocketFault(Exception exception) =>
        exception as SocketException is { } socket ? socket.SocketErrorCode : (exception.InnerException as SocketException)?.SocketErrorCode;

    private static string Words(SocketError fault) => fault switch
    {
        SocketError.ConnectionRefused => "nothing listens on that port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is not known",
        SocketError.TimedOut => "it does not answer",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection broke",
        _ => fault.ToString(),
    };
}
