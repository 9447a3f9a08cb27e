using System.Collections.Generic;

namespace HrisConnector.Core.Notices;

/// <summary>The subject says it all: a telephone shows nothing else.</summary>
internal static class NoticeSubject
{
    private const int MaxConnector = 40;
    private const int MaxFile = 60;
    private const int MaxLength = 180;

    public static string Of(Notice notice)
    {
        var sync = notice.Sync;
        var file = sync.File.Length == 0 ? "" : $" - {NoticeText.Line(sync.File, MaxFile)}";
        var end = sync.Status == HrisSyncStatus.Error ? Reason(notice) : Counts(notice);
        return NoticeText.Line($"[HrisConnector] {NoticeText.Line(sync.Connector, MaxConnector)}: {StatusOf(sync.Status)}{file}{end}", MaxLength);
    }

    /// <summary>The end of a run as people see it everywhere (behaviour.md §6).</summary>
    public static string StatusOf(HrisSyncStatus status) => status switch
    {
        HrisSyncStatus.Success => "Successful",
        HrisSyncStatus.Warning => "Successful with error(s)",
        HrisSyncStatus.Error => "Failed",
        _ => "Running",
    };

    private static string Reason(Notice notice)
    {
        var reason = notice.Error?.Message ?? (notice.Sync.Logs.Count > 0 ? notice.Sync.Logs[0] : "");
        return reason.Length == 0 ? "" : $" - {reason}";
    }

    private static string Counts(Notice notice)
    {
        var parts = new List<string>();
        Add(notice.Sync.Created, "created");
        Add(notice.Sync.Updated, "updated");
        Add(notice.Sync.Archived, "archived");
        if (parts.Count == 0)
            parts.Add("nothing changed");
        if (notice.Faults.InAll > 0)
            parts.Add(NoticeText.Number(notice.Faults.InAll, "fault", "faults"));
        return " - " + string.Join(", ", parts);

        void Add(long count, string what)
        {
            if (count > 0)
                parts.Add(NoticeText.Number(count, what, what));
        }
    }
}
