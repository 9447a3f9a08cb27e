using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MimeKit;

namespace HrisConnector.Core.Notices;

/// <summary>The library's client with our rules: certificates by the system's judgement, and one refused recipient does not keep the message
/// from the others.</summary>
internal sealed class MailClient : SmtpClient
{
    private readonly List<(MailboxAddress Recipient, int Code)> _refused = [];

    /// <summary>Makes a client.</summary>
    /// <param name="trust">Judges certificates in place of the system; null in the product, always.</param>
    public MailClient(RemoteCertificateValidationCallback? trust)
    {
        // A list of revoked certificates that cannot be fetched, as from a server without access to the Internet, would silence every notice.
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var isTrusted = trust is null ? errors == SslPolicyErrors.None : trust(sender, certificate, chain, errors);
            CertificateFault = isTrusted ? null : Fault(chain, errors);
            return isTrusted;
        };
    }

    /// <summary>What is wrong with the server's certificate; null when nothing is.</summary>
    public string? CertificateFault { get; private set; }

    /// <summary>The recipients that the server refused, and its answers' codes.</summary>
    public IReadOnlyList<(MailboxAddress Recipient, int Code)> Refused => _refused;

    /// <inheritdoc/>
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _refused.Add((mailbox, (int)response.StatusCode));

    /// <inheritdoc/>
    protected override void OnNoRecipientsAccepted(MimeMessage message) =>
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, Refused[0].Recipient, "");

    private static string Fault(X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            return "it shows no certificate";
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            return "its certificate is for another name";
        var statuses = chain?.ChainStatus.Select(status => status.Status).Distinct().ToArray() ?? [];
        return statuses.Contains(X509ChainStatusFlags.NotTimeValid)
            ? "its certificate has expired or is not valid yet"
            : $"its certificate comes from nobody whom this computer trusts ({string.Join(", ", statuses)})";
    }
}
