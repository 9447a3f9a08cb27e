using System;
using System.Text;
using System.Threading;
using HrisConnector.Core.Configuration;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace HrisConnector.Core.Notices;

/// <summary>Writes the message about the end of a run.</summary>
internal static class NoticeMessage
{
    /// <summary>Writes it.</summary>
    /// <param name="configuration">Who writes to whom, and whether the logs go along.</param>
    /// <param name="notice">The end of the run.</param>
    /// <param name="cancellationToken">Stops between the attachments.</param>
    /// <returns>The message; plain text and HTML say the same.</returns>
    public static MimeMessage Compose(NoticesConfiguration configuration, Notice notice, CancellationToken cancellationToken)
    {
        var attachments = configuration.AttachLogs ? NoticeAttachments.Read(notice.Sync, cancellationToken) : null;
        var content = NoticeContent.Of(notice, attachments);
        var message = new MimeMessage { Subject = NoticeSubject.Of(notice), Date = DateTimeOffset.UtcNow };
        message.From.Add(new MailboxAddress("HrisConnector", configuration.Smtp.From));
        foreach (var recipient in configuration.Smtp.To)
            message.To.Add(new MailboxAddress(null, recipient));
        // The library would put the computer's name behind the @.
        message.MessageId = MimeUtils.GenerateMessageId(configuration.Smtp.From.Substring(configuration.Smtp.From.LastIndexOf('@') + 1));
        // An out-of-office answer to a machine helps nobody: the first is the standard's word (RFC 3834), the second Exchange's.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Body = BodyOf(content, attachments);
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static MimeEntity BodyOf(NoticeContent content, NoticeAttachments? attachments)
    {
        var alternative = new MultipartAlternative { Text(TextFormat.Plain, NoticePlainText.Of(content)), Text(TextFormat.Html, NoticeHtml.Of(content)) };
        if (attachments is null || attachments.Parts.Count == 0)
            return alternative;
        var mixed = new Multipart("mixed") { alternative };
        foreach (var part in attachments.Parts)
            mixed.Add(part);
        return mixed;
    }

    // Quoted-printable: seven bits and short lines, whatever servers are on the way.
    private static TextPart Text(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
