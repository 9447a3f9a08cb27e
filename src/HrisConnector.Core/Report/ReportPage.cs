using System.IO;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>
/// The report as one HTML file. Nothing is fetched, and the page itself forbids it: of styles and scripts it allows its own by their hashes, of
/// everything else nothing. Without its script it says the same, unfiltered and in UTC.
/// </summary>
internal static class ReportPage
{
    private static readonly (string Id, string Heading)[] Parts =
        [(PanelSection.Id, "Last synchronization"), (TrendSection.Id, "Trend"), (FaultsSection.Id, "What to look at"), (RunsSection.Id, "All synchronizations")];

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter output, ReportContent content)
    {
        var html = new HtmlWriter(output);
        html.Own("<!DOCTYPE html>\n");
        using (html.Open("html", ("lang", "en")))
        {
            Head(html, content);
            using (html.Open("body"))
            {
                html.Element("a", "Skip to the report", ("class", "skip"), ("href", "#report"));
                Header(html, content);
                using (html.Open("main", ("id", "report"), ("tabindex", "-1")))
                    Body(html, content);
                Footer(html, content);
                using (html.Open("script"))
                    html.Own(ReportResource.Script.Text);
            }
        }
    }

    private static void Head(HtmlWriter html, ReportContent content)
    {
        using (html.Open("head"))
        {
            html.Void("meta", ("charset", "utf-8"));
            html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content",
                $"default-src 'none'; style-src {ReportResource.Style.Hash}; script-src {ReportResource.Script.Hash}; base-uri 'none'; form-action 'none'"));
            html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Void("meta", ("name", "robots"), ("content", "noindex"));
            html.Element("title", $"Synchronizations of {NoticeText.Line(content.Connector, 100)}, {ReportText.Day(content.MadeAt)}");
            using (html.Open("style"))
                html.Own(ReportResource.Style.Text);
        }
    }

    private static void Header(HtmlWriter html, ReportContent content)
    {
        using (html.Open("header"))
        {
            using (html.Open("h1"))
            {
                html.Text("HRIS synchronizations of ");
                html.Name(content.Connector);
            }

            using (html.Open("p", ("class", "quiet")))
            {
                html.Text("Made ");
                html.Time(content.MadeAt);
                html.Text(". ");
                html.Element("span", "All times are in UTC.", ("id", "zone"));
                using (html.Open("label", ("id", "utc-choice"), ("hidden", "")))
                {
                    html.Void("input", ("type", "checkbox"), ("id", "utc"));
                    html.Text(" Show UTC");
                }
            }

            if (content.Last is null)
                return;
            using (html.Open("nav", ("aria-label", "Parts of the report")))
            using (html.Open("ul"))
            {
                foreach (var (id, heading) in Parts)
                {
                    using (html.Open("li"))
                        html.Element("a", heading, ("href", "#" + id));
                }
            }
        }
    }

    private static void Body(HtmlWriter html, ReportContent content)
    {
        if (content.Last is not { } last)
        {
            using (html.Section("empty", "No synchronization yet"))
                html.Element("p", "The history of this connector is empty. As soon as Invoke-HrisSync has processed a users file, this report shows the result.");
            return;
        }

        PanelSection.Write(html, Parts[0].Heading, content, last);
        TrendSection.Write(html, Parts[1].Heading, content);
        FaultsSection.Write(html, Parts[2].Heading, content, last);
        RunsSection.Write(html, Parts[3].Heading, content);
    }

    private static void Footer(HtmlWriter html, ReportContent content)
    {
        using (html.Open("footer"))
        {
            html.Element("p", content.Anonymous
                ? "Made with -Anonymous: this report holds no unique identifiers, names and e-mail addresses of users."
                : "This report holds names and e-mail addresses of users when there are lines to look at: give it only to people who may see them.");
            html.Element("p", "Made by HrisConnector (Export-HrisReport). The file needs no network and sends nothing.");
        }
    }
}
