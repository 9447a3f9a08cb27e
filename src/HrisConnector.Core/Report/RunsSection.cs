using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>The list of the runs, newest first, to be filtered by the four statuses.</summary>
internal static class RunsSection
{
    public const string Id = "runs";

    private static readonly HrisSyncStatus[] Statuses = [HrisSyncStatus.Success, HrisSyncStatus.Warning, HrisSyncStatus.Error, HrisSyncStatus.Running];

    public static void Write(HtmlWriter html, string heading, ReportContent content)
    {
        using (html.Section(Id, heading))
        {
            Filter(html, content.Runs);
            html.Element("p", Extent(content), ("id", "run-result"), ("class", "quiet"), ("role", "status"));
            var hasGroups = content.Runs.Any(run => run.NoGroupsMatch is not null);
            html.Table("All synchronizations, the newest first", "run-list", Columns(hasGroups), () =>
            {
                foreach (var run in content.Runs)
                    Row(html, run, hasGroups);
            });
        }
    }

    private static string Extent(ReportContent content) => content.RunsInAll == content.Runs.Count
        ? ReportText.Number(content.RunsInAll, "synchronization", "synchronizations")
        : $"The newest {ReportText.Number(content.Runs.Count)} of {ReportText.Number(content.RunsInAll)} synchronizations; Get-HrisSync shows all of them.";

    private static void Filter(HtmlWriter html, IReadOnlyList<HrisSync> runs)
    {
        using (html.Open("fieldset", ("id", "run-filter"), ("class", "controls"), ("hidden", "")))
        {
            html.Element("legend", "Show the synchronizations with the status");
            foreach (var status in Statuses)
            {
                using (html.Open("label"))
                {
                    html.Void("input", ("type", "checkbox"), ("value", ReportParts.Class(status)), ("checked", ""));
                    html.Text($" {NoticeSubject.StatusOf(status)} ({ReportText.Number(runs.Count(run => run.Status == status))})");
                }
            }
        }
    }

    private static string[] Columns(bool hasGroups)
    {
        string[] columns = ["#Run", "Start and file", "Status", "#Duration", "#Created", "#Updated", "#Duplicated", "#Ignored", "#Archived"];
        return hasGroups ? [.. columns, "#No group"] : columns;
    }

    private static void Row(HtmlWriter html, HrisSync run, bool hasGroups)
    {
        using (html.Open("tr", ("data-status", ReportParts.Class(run.Status))))
        {
            html.Element("th", run.Id.ToString(CultureInfo.InvariantCulture), ("scope", "row"), ("class", "figure"));
            using (html.Open("td", ("class", "run")))
            {
                html.Time(run.StartDate);
                using (html.Open("span", ("class", "remark")))
                    html.Name(run.File);
                if (Remark(run) is { } remark)
                    html.Element("span", remark, ("class", "remark reason"));
            }

            using (html.Open("td"))
                html.Status(run.Status);
            html.Element("td", run.Duration is { } duration ? ReportText.Length(duration) : "\u2013", ("class", "figure"));
            html.Figure(run.Created);
            html.Figure(run.Updated);
            html.Figure(run.Duplicate);
            html.Figure(run.Ignored);
            html.Figure(run.Archived);
            if (hasGroups)
                html.Figure(run.NoGroupsMatch);
        }
    }

    private static string? Remark(HrisSync run) =>
        run.Logs.Count > 0 ? NoticeText.Line(run.Logs[0], 200)
        : run.UndoOf is { } undone ? $"takes run {undone.ToString(CultureInfo.InvariantCulture)} back"
        : null;
}
