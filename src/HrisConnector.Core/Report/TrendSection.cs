using System.Linq;

namespace HrisConnector.Core.Report;

/// <summary>The trend of the last runs: a chart, and the same figures as a table for who cannot see it.</summary>
internal static class TrendSection
{
    public const string Id = "trend";

    public static void Write(HtmlWriter html, string heading, ReportContent content)
    {
        using (html.Section(Id, heading))
        {
            using (html.Open("div", ("class", "scroll chart"), ("role", "region"), ("tabindex", "0"), ("aria-label", "Chart of the last synchronizations")))
                new TrendChart(html, content.Trend).Write();
            using (html.Open("details"))
            {
                html.Element("summary", "The figures of the chart");
                Figures(html, content);
            }
        }
    }

    private static void Figures(HtmlWriter html, ReportContent content)
    {
        var hasGroups = content.Trend.Any(run => run.NoGroupsMatch is not null);
        string[] columns = ["Start", "Status", "#Created", "#Updated", "#Archived", "#Duplicated", "#Ignored"];
        html.Table("The figures of the chart, the oldest first", null, hasGroups ? [.. columns, "#No group"] : columns, () =>
        {
            foreach (var run in content.Trend)
            {
                using (html.Open("tr"))
                {
                    using (html.Open("th", ("scope", "row"), ("class", "time")))
                        html.Time(run.StartDate);
                    using (html.Open("td"))
                        html.Status(run.Status);
                    html.Figure(run.Created);
                    html.Figure(run.Updated);
                    html.Figure(run.Archived);
                    html.Figure(run.Duplicate);
                    html.Figure(run.Ignored);
                    if (hasGroups)
                        html.Figure(run.NoGroupsMatch);
                }
            }
        });
    }
}
