using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace HrisConnector.Core.Notices;

/// <summary>The plain text of a message, readable on a narrow screen: no columns.</summary>
internal static class NoticePlainText
{
    public static string Of(NoticeContent content)
    {
        var text = new StringBuilder();
        text.Append(content.Title).Append('\n');
        Pairs(text, content.Facts);
        if (content.Reasons.Count > 0)
            Section(text, "Reason", content.Reasons.Concat(content.Remedy.Select(part => $"{part.Label}: {part.Value}")));
        Pairs(text, content.Counts);
        if (content.Faults.Count > 0)
        {
            Section(text, "Lines to look at", []);
            foreach (var fault in content.Faults)
                Fault(text, fault);
            if (content.MoreFaults is not null)
                text.Append('\n').Append(content.MoreFaults).Append('\n');
        }

        if (content.Logs.Count > 0)
            Section(text, "Logs", content.Logs.Select(log => $"{log.Label}: {log.Path}"));
        foreach (var remark in content.Remarks)
            text.Append('\n').Append(remark).Append('\n');
        return text.ToString();
    }

    private static void Pairs(StringBuilder text, IReadOnlyList<(string Label, string Value)> pairs)
    {
        text.Append('\n');
        foreach (var (label, value) in pairs)
            text.Append(label).Append(": ").Append(value).Append('\n');
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append('\n').Append(title).Append('\n').Append('-', title.Length).Append('\n');
        foreach (var line in lines)
            text.Append(line).Append('\n');
    }

    private static void Fault(StringBuilder text, NoticeFault fault)
    {
        var id = fault.UniqueId.Length == 0 ? "" : $", uniqueId {fault.UniqueId}";
        text.Append('\n').AppendFormat(CultureInfo.InvariantCulture, "Line {0}{1}: {2}\n", fault.Line, id, fault.Status);
        text.Append("  ").Append(fault.Message).Append('\n');
        text.Append("  What to do: ").Append(fault.WhatToDo).Append('\n');
    }
}
