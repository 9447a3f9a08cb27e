using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Notices;

namespace HrisConnector.Core.Report;

/// <summary>The chart of the last runs as SVG: users changed above, those with something in the way below, a bar for each run. Nothing is coloured here, because the page
/// allows no style but its sheet.</summary>
internal sealed class TrendChart(HtmlWriter html, IReadOnlyList<HrisSync> runs)
{
    private const double Right = 950;
    private const double Left = 56;
    private const double MaxBar = 34;
    private const double LabelEvery = 72; // units of the drawing, at least

    private static readonly TrendPanel Changed = new("Users changed", 40, 150,
        [new("Created", "created", run => run.Created), new("Updated", "updated", run => run.Updated), new("Archived", "archived", run => run.Archived)]);

    private static readonly TrendPanel InTheWay = new("Duplicated, ignored, no group", 240, 74,
        [new("Duplicated", "duplicated", run => run.Duplicate), new("Ignored", "ignored", run => run.Ignored), new("No group", "no-group", run => run.NoGroupsMatch ?? 0)]);

    private readonly double _slot = (Right - Left) / Math.Max(runs.Count, 12);

    /// <summary>Draws it.</summary>
    public void Write()
    {
        using (html.Open("svg", ("viewBox", "0 0 960 346"), ("role", "img"), ("aria-labelledby", "trend-title trend-desc")))
        {
            html.Element("title", $"The last {ReportText.Number(runs.Count, "synchronization", "synchronizations")}", ("id", "trend-title"));
            html.Element("desc", Description(), ("id", "trend-desc"));
            Panel(Changed);
            Panel(InTheWay);
            Days();
            for (var i = 0; i < runs.Count; i++)
                Tip(i);
        }

        Legend();
    }

    private void Panel(TrendPanel panel)
    {
        var scale = new TrendScale(runs.Select(panel.Total));
        html.Element("text", panel.Name, ("class", "panel"), ("x", "0"), ("y", Text(panel.Top - 26)));
        foreach (var value in (long[])[0, scale.Top / 2, scale.Top])
        {
            var y = Text(panel.Bottom - (scale.Part(value) * panel.Height));
            html.Void("path", ("class", value == 0 ? "axis" : "grid"), ("d", $"M{Text(Left)} {y}H{Text(Right)}"));
            html.Element("text", ReportText.Number(value), ("class", "value"), ("x", Text(Left - 8)), ("y", y), ("dy", ".32em"));
        }

        for (var i = 0; i < runs.Count; i++)
        {
            using (html.Open("g"))
                Bar(panel, scale, i);
        }
    }

    private void Bar(TrendPanel panel, TrendScale scale, int i)
    {
        var (run, bar, x) = (runs[i], Math.Min(MaxBar, _slot * .72), Middle(i));
        var y = panel.Bottom;
        foreach (var series in panel.Series)
        {
            var height = Math.Min(scale.Part(series.Value(run)) * panel.Height, y - panel.Top);
            if (height <= 0)
                continue;
            height = Math.Max(height, Math.Min(1.5, y - panel.Top)); // one user among thousands is seen too
            y -= height;
            html.Void("rect", ("class", series.Class), ("x", Text(x - (bar / 2))), ("y", Text(y)), ("width", Text(bar)), ("height", Text(height)));
        }

        if (scale.IsCut(panel.Total(run)))
        {
            html.Void("path", ("class", "cut"), ("d", $"M{Text(x - (bar / 2) - 3)} {Text(panel.Top + 14)}l{Text(bar + 6)} -6"));
            html.Element("text", ReportText.Number(panel.Total(run)), ("class", "beyond"), ("x", Text(x)), ("y", Text(panel.Top - 4)));
        }

        if (panel == Changed && run.Status == HrisSyncStatus.Error)
            html.Void("path", ("class", "failed"), ("d", $"M{Text(x - 4)} {Text(y - 12)}l8 8m0 -8l-8 8"));
        if (panel == Changed && run.Status == HrisSyncStatus.Running)
            html.Void("circle", ("class", "running"), ("cx", Text(x)), ("cy", Text(y - 8)), ("r", "4"));
    }

    private void Days()
    {
        var every = (int)Math.Ceiling(LabelEvery / _slot);
        for (var i = (runs.Count - 1) % every; i < runs.Count; i += every)
            html.Element("text", runs[i].StartDate.ToUniversalTime().ToString("d MMM", CultureInfo.InvariantCulture), ("class", "day"), ("x", Text(Middle(i))), ("y", Text(InTheWay.Bottom + 20)));
    }

    // Over the whole height, so that a low bar needs no steady hand.
    private void Tip(int i)
    {
        var run = runs[i];
        var figures = string.Join(", ", Changed.Series.Concat(InTheWay.Series).Where(series => series.Value(run) > 0)
            .Select(series => $"{ReportText.Number(series.Value(run))} {series.Name.ToLowerInvariant()}"));
        using (html.Open("g", ("class", "tip")))
        {
            html.Element("title", $"{ReportText.Time(run.StartDate)}: {NoticeSubject.StatusOf(run.Status)}{(figures.Length == 0 ? "" : ". " + figures)}");
            html.Void("rect", ("x", Text(Middle(i) - (_slot / 2))), ("y", Text(Changed.Top)), ("width", Text(_slot)), ("height", Text(InTheWay.Bottom - Changed.Top)));
        }
    }

    private void Legend()
    {
        using (html.Open("ul", ("class", "legend"), ("aria-hidden", "true")))
        {
            foreach (var series in Changed.Series.Concat(InTheWay.Series).Where(series => series.Class != "no-group" || runs.Any(run => run.NoGroupsMatch is not null)))
                html.Element("li", series.Name, ("class", series.Class));
            if (runs.Any(run => run.Status == HrisSyncStatus.Error))
                html.Element("li", "Failed", ("class", "failed"));
        }
    }

    private string Description()
    {
        var statuses = runs.GroupBy(run => run.Status).OrderBy(group => group.Key).Select(group => $"{ReportText.Number(group.Count())} {NoticeSubject.StatusOf(group.Key).ToLowerInvariant()}");
        return $"From {ReportText.Day(runs[0].StartDate)} to {ReportText.Day(runs[runs.Count - 1].StartDate)}: {string.Join(", ", statuses)}. " +
            $"In all {ReportText.Number(runs.Sum(run => run.Created))} users were created, {ReportText.Number(runs.Sum(run => run.Updated))} updated and " +
            $"{ReportText.Number(runs.Sum(run => run.Archived))} archived. The table behind the chart has the figures of each.";
    }

    private double Middle(int i) => Left + ((i + .5) * _slot);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
