using System.Linq;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>The last run at a glance: what the vendor's panel shows, in its words.</summary>
internal static class PanelSection
{
    public const string Id = "last";

    private const int MaxReasons = 20;
    private const int MaxReason = 600; // characters

    public static void Write(HtmlWriter html, string heading, ReportContent content, HrisSync last)
    {
        using (html.Section(Id, heading))
        {
            if (content.Running is { } running)
                Now(html, running);
            Facts(html, last);
            Reasons(html, last);
            Figures(html, last);
        }
    }

    private static void Now(HtmlWriter html, HrisSync running)
    {
        using (html.Open("p", ("class", "note")))
        {
            html.Text("A synchronization of ");
            html.Name(running.File);
            html.Text(" is running since ");
            html.Time(running.StartDate);
            html.Text(". What follows is the last one that has ended.");
        }
    }

    private static void Facts(HtmlWriter html, HrisSync last)
    {
        using (html.Open("dl", ("class", "facts")))
        {
            using (html.Open("div"))
            {
                html.Element("dt", "Last connector sync");
                using (html.Open("dd"))
                    html.Time(last.StartDate);
            }

            using (html.Open("div"))
            {
                html.Element("dt", "Status");
                using (html.Open("dd"))
                    html.Status(last.Status);
            }

            using (html.Open("div"))
            {
                html.Element("dt", "File");
                using (html.Open("dd"))
                    html.Name(last.File);
            }

            Fact(html, "Lines", ReportText.Number(last.Lines));
            Fact(html, "Duration", last.Duration is { } duration ? ReportText.Length(duration) : "still running");
            Fact(html, "Run", last.UndoOf is { } undone ? $"{last.Id}, takes run {undone} back" : $"{last.Id}");
        }
    }

    private static void Fact(HtmlWriter html, string name, string value)
    {
        using (html.Open("div"))
        {
            html.Element("dt", name);
            html.Element("dd", value);
        }
    }

    private static void Reasons(HtmlWriter html, HrisSync last)
    {
        if (FailureAdvice.For(last) is not { } advice)
            return;
        using (html.Open("div", ("class", "failure")))
        {
            html.Element("h3", "Why it failed");
            using (html.Open("ul"))
            {
                foreach (var reason in last.Logs.Take(MaxReasons))
                    html.Element("li", NoticeText.Line(reason, MaxReason));
                if (last.Logs.Count > MaxReasons)
                    html.Element("li", $"and {ReportText.Number(last.Logs.Count - MaxReasons)} more: see the JSON log");
            }

            using (html.Open("p"))
            {
                html.Element("strong", "What to do: ");
                html.Text(advice);
            }
        }
    }

    private static void Figures(HtmlWriter html, HrisSync last)
    {
        using (html.Open("dl", ("class", "figures")))
        {
            Figure("Created users", last.Created, "created");
            Figure("Updated users", last.Updated, "updated");
            Figure("Duplicated users", last.Duplicate, "duplicated");
            Figure("Ignored users", last.Ignored, "ignored");
            Figure("Archived users", last.Archived, "archived");
            if (last.NoGroupsMatch is { } noGroups)
                Figure("Users matching no group rules", noGroups, "no-group");
        }

        void Figure(string name, long value, string kind)
        {
            using (html.Open("div", ("class", value == 0 ? $"{kind} nothing" : kind)))
            {
                html.Element("dt", name);
                html.Element("dd", ReportText.Number(value));
            }
        }
    }
}
