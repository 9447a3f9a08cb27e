using System;
using System.IO;
using HrisConnector.Tests.Shared.Mail;
using MimeKit;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Reads a message as its recipient does.</summary>
internal static class Mail
{
    public static string Subject(ReceivedMail mail) => Read(mail).Subject ?? "";

    /// <summary>The plain text and the HTML.</summary>
    public static string[] Bodies(ReceivedMail mail)
    {
        var message = Read(mail);
        return [message.TextBody ?? throw new InvalidOperationException("no plain text"), message.HtmlBody ?? throw new InvalidOperationException("no HTML")];
    }

    private static MimeMessage Read(ReceivedMail mail)
    {
        using var data = new MemoryStream(mail.Data);
        return MimeMessage.Load(data);
    }
}
