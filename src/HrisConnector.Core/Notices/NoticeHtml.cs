using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace HrisConnector.Core.Notices;

/// <summary>
/// The HTML of a message. It is built as a tree, so every value is escaped by construction. Styles stand in the elements, because mail
/// programs drop style sheets; no colour of text or background is set, so that dark screens keep theirs; nothing is fetched.
/// </summary>
internal static class NoticeHtml
{
    private const string Border = "1px solid #888888";
    private const string Cell = "padding:4px 8px;border:" + Border + ";text-align:left;vertical-align:top;";
    private const string Table = "border-collapse:collapse;margin:0 0 16px 0;";
    private const string Heading = "font-size:16px;margin:16px 0 8px 0;";

    private static readonly string[] FaultTitles = ["Line", "Unique ID", "Status", "What is wrong", "What to do"];

    public static string Of(NoticeContent content)
    {
        var html = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", content.Title)),
            new XElement("body", Style("font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.4;margin:16px;"),
                new XElement("h1", Style("font-size:20px;margin:0 0 12px 0;"), content.Title),
                Pairs("The run", content.Facts),
                Reason(content),
                Pairs("Counts", content.Counts),
                Faults(content),
                Logs(content),
                content.Remarks.Select(Paragraph)));
        return "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Pairs(string caption, IEnumerable<(string Label, string Value)> pairs) => TableOf(caption,
        pairs.Select(pair => new XElement("tr", Header("row", pair.Label), Data(pair.Value))));

    private static IEnumerable<XElement> Reason(NoticeContent content)
    {
        if (content.Reasons.Count == 0)
            yield break;
        yield return new XElement("h2", Style(Heading), "Reason");
        foreach (var reason in content.Reasons)
            yield return Paragraph(reason);
        if (content.Remedy.Count > 0)
            yield return Pairs("What to do about it", content.Remedy);
    }

    private static IEnumerable<XElement> Faults(NoticeContent content)
    {
        if (content.Faults.Count == 0)
            yield break;
        yield return TableOf("Lines to look at",
            new XElement("tr", FaultTitles.Select(title => Header("col", title))),
            content.Faults.Select(fault => new XElement("tr",
                Header("row", fault.Line.ToString(CultureInfo.InvariantCulture)), Data(fault.UniqueId), Data(fault.Status), Data(fault.Message), Data(fault.WhatToDo))));
        if (content.MoreFaults is not null)
            yield return Paragraph(content.MoreFaults);
    }

    private static IEnumerable<XElement> Logs(NoticeContent content)
    {
        if (content.Logs.Count == 0)
            yield break;
        yield return TableOf("Logs", content.Logs.Select(log => new XElement("tr",
            Header("row", log.Label),
            log.Link is null ? Data(log.Path) : new XElement("td", Style(Cell), new XElement("a", new XAttribute("href", log.Link), log.Path)))));
    }

    // A caption, because a screen reader says it before the table.
    private static XElement TableOf(string caption, params object[] rows) =>
        new("table", Style(Table), new XElement("caption", Style("text-align:left;font-weight:bold;padding:4px 0;"), caption), new XElement("tbody", rows));

    private static XElement Header(string scope, string value) => new("th", new XAttribute("scope", scope), Style(Cell), value);

    private static XElement Data(string value) => new("td", Style(Cell), value);

    private static XElement Paragraph(string value) => new("p", Style("margin:0 0 12px 0;"), value);

    private static XAttribute Style(string style) => new("style", style);
}
