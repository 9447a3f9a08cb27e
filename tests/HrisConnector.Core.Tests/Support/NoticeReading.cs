using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using MimeKit;
using Xunit;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Reads a mail notice as its recipient does.</summary>
internal static class NoticeReading
{
    /// <summary>The plain text, and the text of the HTML.</summary>
    public static string[] Bodies(this MimeMessage message) => [message.TextBody!, message.Html().Value];

    /// <summary>The HTML, which is well-formed.</summary>
    public static XElement Html(this MimeMessage message)
    {
        const string type = "<!DOCTYPE html>";
        Assert.StartsWith(type, message.HtmlBody, StringComparison.Ordinal);
        return XElement.Parse(message.HtmlBody![type.Length..]);
    }

    /// <summary>The rows of the table of faults, cell by cell.</summary>
    public static IReadOnlyList<string[]> FaultRows(this MimeMessage message) =>
        [.. message.Html().Descendants("table").Single(table => table.Element("caption")!.Value == "Lines to look at")
            .Descendants("tr").Skip(1).Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
}
