using System;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>What several sections of the page are made of.</summary>
internal static class ReportParts
{
    private const int MaxName = 200; // characters

    /// <summary>A time in UTC; the script turns it into the reader's.</summary>
    public static void Time(this HtmlWriter html, DateTime time) => html.Element("time", ReportText.Time(time), ("datetime", ReportText.MachineTime(time)));

    /// <summary>How a run stands: the word, and a sign for who sees it. Never the colour alone.</summary>
    public static void Status(this HtmlWriter html, HrisSyncStatus status) => html.Element("span", NoticeSubject.StatusOf(status), ("class", $"status {Class(status)}"));

    /// <summary>The status as the style sheet knows it.</summary>
    public static string Class(HrisSyncStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>A name that somebody else chose. Its direction of writing is its own.</summary>
    public static void Name(this HtmlWriter html, string name) => html.Element("bdi", NoticeText.Line(name, MaxName));

    /// <summary>A section of the page with its heading.</summary>
    public static HtmlWriter.Ending Section(this HtmlWriter html, string id, string heading)
    {
        var section = html.Open("section", ("class", "part"), ("aria-labelledby", id));
        html.Element("h2", heading, ("id", id));
        return section;
    }

    /// <summary>A table that may be wider than a telephone: what scrolls must be reached by the keyboard.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="id">Its id; null for none.</param>
    /// <param name="columns">The headers; those of figures begin with <c>#</c>.</param>
    /// <param name="writeRows">Writes the rows.</param>
    public static void Table(this HtmlWriter html, string caption, string? id, string[] columns, Action writeRows)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "region"), ("tabindex", "0"), ("aria-label", caption)))
        using (html.Open("table", ("id", id)))
        {
            html.Element("caption", caption);
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var column in columns)
                    html.Element("th", column.TrimStart('#'), ("scope", "col"), ("class", column[0] == '#' ? "figure" : null));
            }

            using (html.Open("tbody"))
                writeRows();
        }
    }

    /// <summary>A cell with a figure.</summary>
    public static void Figure(this HtmlWriter html, long? value) =>
        html.Element("td", value is { } known ? ReportText.Number(known) : "\u2013", ("class", value is null or 0 ? "figure nothing" : "figure"));
}
