using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>The lines of the last run that somebody should look at, under their causes and what to do about them.</summary>
internal static class FaultsSection
{
    public const string Id = "faults";

    private const int MaxPath = 400; // characters

    public static void Write(HtmlWriter html, string heading, ReportContent content, HrisSync last)
    {
        var faults = content.Faults;
        using (html.Section(Id, heading))
        {
            Summary(html, faults, last);
            if (faults.Causes.Count > 0)
                Causes(html, faults.Causes);
            if (faults.Lines > 0)
                Search(html, faults.Causes);
            using (html.Open("div", ("id", "fault-list")))
            {
                foreach (var (cause, number) in faults.Causes.Where(cause => cause.IsFault).Select((cause, i) => (cause, i)))
                    Cause(html, cause, number);
            }

            Logs(html, last);
        }
    }

    private static void Summary(HtmlWriter html, ReportFaults faults, HrisSync last)
    {
        if (faults.Trouble is { } trouble)
            html.Element("p", trouble, ("class", "note"));
        if (last.Status == HrisSyncStatus.Error)
            html.Element("p", "The synchronization failed, so no line of the file has a result. Why it failed, and what to do, stands above.");
        else if (faults.Lines > 0)
            html.Element("p", $"{ReportText.Number(faults.Lines, "line", "lines")} of {ReportText.Number(last.Lines)} should be looked at. A line with several causes stands under each of them.");
        else if (faults.Trouble is null && last.Status != HrisSyncStatus.Running)
            html.Element("p", "No line of the file has an error.");
    }

    private static void Causes(HtmlWriter html, IReadOnlyList<ReportCause> causes)
    {
        html.Table("Causes", "causes", ["Cause", "#Lines", "What to do"], () =>
        {
            for (var number = 0; number < causes.Count; number++)
            {
                using (html.Open("tr"))
                {
                    using (html.Open("th", ("scope", "row")))
                    {
                        if (causes[number].IsFault)
                            html.Element("a", causes[number].Problem, ("href", "#" + IdOf(number)));
                        else
                            html.Text(causes[number].Problem);
                    }

                    html.Figure(causes[number].Count);
                    html.Element("td", causes[number].WhatToDo);
                }
            }
        });
    }

    private static void Search(HtmlWriter html, IReadOnlyList<ReportCause> causes)
    {
        using (html.Open("div", ("id", "fault-search"), ("class", "controls"), ("role", "search"), ("aria-label", "Lines to look at"), ("hidden", "")))
        {
            using (html.Open("label"))
            {
                html.Text("Search the lines ");
                html.Void("input", ("type", "search"), ("id", "fault-text"), ("autocomplete", "off"), ("spellcheck", "false"));
            }

            using (html.Open("label"))
            {
                html.Text("Cause ");
                using (html.Open("select", ("id", "fault-cause")))
                {
                    html.Element("option", "All causes", ("value", "all"));
                    for (var number = 0; number < causes.Count && causes[number].IsFault; number++)
                        html.Element("option", $"{causes[number].Problem} ({ReportText.Number(causes[number].Count)})", ("value", IdOf(number)));
                }
            }

            html.Element("p", "", ("id", "fault-result"), ("class", "quiet"), ("role", "status"));
        }
    }

    private static void Cause(HtmlWriter html, ReportCause cause, int number)
    {
        using (html.Open("section", ("class", "cause"), ("id", IdOf(number)), ("aria-labelledby", IdOf(number) + "-title")))
        {
            using (html.Open("h3", ("id", IdOf(number) + "-title")))
            {
                html.Text(cause.Problem + " ");
                html.Element("span", ReportText.Number(cause.Count, "line", "lines"), ("class", "count"));
            }

            using (html.Open("p"))
            {
                html.Element("strong", "What to do: ");
                html.Text(cause.WhatToDo);
                html.Text(". ");
                if (cause.Word.Length > 0 && cause.Word != cause.Problem)
                {
                    html.Text("In the CSV log: ");
                    html.Element("code", cause.Word);
                }
            }

            Lines(html, cause);
            if (cause.Count > cause.Faults.Count)
                html.Element("p", $"The first {ReportText.Number(cause.Faults.Count)} of {ReportText.Number(cause.Count)} lines are listed here. The CSV log has all of them.", ("class", "note"));
        }
    }

    private static void Lines(HtmlWriter html, ReportCause cause)
    {
        // Nobody is named in an anonymous report, nor where no line could be read.
        var hasNames = cause.Faults.Any(fault => fault.Id.Length + fault.Name.Length + fault.Email.Length > 0);
        var hasNotes = cause.Faults.Any(fault => fault.Note.Length > 0);
        string[] who = hasNames ? ["Unique ID", "Name", "E-mail"] : [];
        string[] note = hasNotes ? ["More"] : [];
        html.Table($"Lines: {cause.Problem}", null, ["#Line", .. who, "Import status", .. note], () =>
        {
            foreach (var fault in cause.Faults)
            {
                using (html.Open("tr"))
                {
                    html.Element("th", fault.Line.ToString(CultureInfo.InvariantCulture), ("scope", "row"), ("class", "figure"));
                    if (hasNames)
                    {
                        Who(html, fault.Id);
                        Who(html, fault.Name);
                        Who(html, fault.Email);
                    }

                    html.Element("td", fault.Status);
                    if (hasNotes)
                        html.Element("td", fault.Note, ("dir", "auto"));
                }
            }
        });
    }

    private static void Who(HtmlWriter html, string value)
    {
        using (html.Open("td", ("class", "name")))
            html.Element("bdi", value);
    }

    private static void Logs(HtmlWriter html, HrisSync last)
    {
        if (last.CsvLogPath is null && last.JsonLogPath is null)
            return;
        using (html.Open("dl", ("class", "facts logs")))
        {
            Log("CSV log, every line of the file", last.CsvLogPath);
            Log("JSON log", last.JsonLogPath);
        }

        void Log(string name, string? path)
        {
            if (path is null)
                return;
            using (html.Open("div"))
            {
                html.Element("dt", name);
                using (html.Open("dd"))
                    html.Element("code", NoticeText.Line(path, MaxPath));
            }
        }
    }

    private static string IdOf(int cause) => "cause-" + (cause + 1).ToString(CultureInfo.InvariantCulture);
}
