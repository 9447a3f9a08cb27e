using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HrisConnector.Core.Notices;

/// <summary>
/// What a message says, once for both of its bodies. No cell of the users file but unique identifiers; every value is fit to be
/// shown on one line.
/// </summary>
internal sealed record NoticeContent
{
    private const int MaxReasons = 20;
    private const int MaxText = 600;

    /// <summary>The run in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What is known of the run, label and value.</summary>
    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    /// <summary>The counts of the run, label and value.</summary>
    public required IReadOnlyList<(string Label, string Value)> Counts { get; init; }

    /// <summary>Why it failed; empty when it did not.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Id and recommended action of the failure, label and value; empty when there was none.</summary>
    public required IReadOnlyList<(string Label, string Value)> Remedy { get; init; }

    /// <summary>The first faults.</summary>
    public required IReadOnlyList<NoticeFault> Faults { get; init; }

    /// <summary>What says that there are more; null when there are not.</summary>
    public required string? MoreFaults { get; init; }

    /// <summary>Where the logs are.</summary>
    public required IReadOnlyList<NoticeLog> Logs { get; init; }

    /// <summary>What is to say of the logs and of the message itself.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>Puts the end of a run in words.</summary>
    /// <param name="notice">The end.</param>
    /// <param name="attachments">What became of the attachments; null when none were asked for.</param>
    public static NoticeContent Of(Notice notice, NoticeAttachments? attachments)
    {
        var sync = notice.Sync;
        var more = notice.Faults.InAll - notice.Faults.First.Count;
        return new NoticeContent
        {
            Title = Line($"{NoticeSubject.StatusOf(sync.Status)}: {(sync.File.Length == 0 ? sync.Connector : sync.File)}"),
            Facts = FactsOf(sync),
            Counts = CountsOf(sync),
            Reasons = ReasonsOf(notice),
            Remedy = notice.Error is { } error ? [("Error id", error.Error.Id), ("What to do", Line(error.Error.Hint))] : [],
            Faults = notice.Faults.First,
            MoreFaults = more <= 0 ? null : $"... and {more.ToString(CultureInfo.InvariantCulture)} more: see the CSV log",
            Logs = LogsOf(sync),
            Remarks = [.. attachments?.Remarks ?? [], "The text of this message holds no names and no e-mail addresses of users; the logs do."],
        };
    }

    private static List<(string Label, string Value)> FactsOf(HrisSync sync)
    {
        var facts = new List<(string Label, string Value)> { ("Status", NoticeSubject.StatusOf(sync.Status)), ("Connector", Line(sync.Connector)) };
        if (sync.File.Length > 0)
            facts.Add(("File", Line(sync.File)));
        if (sync.Id > 0)
            facts.Add(("Run", Count(sync.Id)));
        facts.Add(("Start", Time(sync.StartDate)));
        if (sync.EndDate is { } end)
            facts.Add(("End", Time(end)));
        if (sync.Duration is { } duration)
            facts.Add(("Duration", Length(duration)));
        facts.Add(("Computer", Line(Environment.MachineName)));
        return facts;
    }

    private static List<(string Label, string Value)> CountsOf(HrisSync sync)
    {
        var counts = new List<(string Label, string Value)>
        {
            ("Created", Count(sync.Created)), ("Updated", Count(sync.Updated)), ("Archived", Count(sync.Archived)),
            ("Duplicate", Count(sync.Duplicate)), ("Ignored", Count(sync.Ignored)),
        };
        if (sync.NoGroupsMatch is { } noGroupsMatch)
            counts.Add(("No groups match", Count(noGroupsMatch)));
        return counts;
    }

    // The failure itself, because the logs may be told to be silent about it (decryptionErrorsInLogs).
    private static List<string> ReasonsOf(Notice notice)
    {
        if (notice.Sync.Status != HrisSyncStatus.Error)
            return [];
        var reasons = notice.Error is { } error ? [error.Message, .. error.Reasons.Where(reason => reason != error.Message)] : notice.Sync.Logs;
        var told = reasons.Take(MaxReasons).Select(Line).ToList();
        if (reasons.Count > MaxReasons)
            told.Add($"... and {Count(reasons.Count - MaxReasons)} more: see the JSON log");
        return told;
    }

    private static List<NoticeLog> LogsOf(HrisSync sync)
    {
        var logs = new List<NoticeLog>();
        if (sync.CsvLogPath is { } csv)
            logs.Add(NoticeLog.At("CSV log", csv));
        if (sync.JsonLogPath is { } json)
            logs.Add(NoticeLog.At("JSON log", json));
        return logs;
    }

    private static string Line(string value) => NoticeText.Line(value, MaxText);

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Length(TimeSpan duration) =>
        duration.TotalMinutes < 1 ? string.Format(CultureInfo.InvariantCulture, "{0:0.0} s", duration.TotalSeconds)
        : duration.TotalHours < 1 ? string.Format(CultureInfo.InvariantCulture, "{0} min {1} s", duration.Minutes, duration.Seconds)
        : string.Format(CultureInfo.InvariantCulture, "{0} h {1} min", (int)duration.TotalHours, duration.Minutes);
}
