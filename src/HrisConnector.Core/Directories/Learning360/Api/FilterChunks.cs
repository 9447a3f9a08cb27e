using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// Divides a filter by many values into queries. The values carry an index, as in the published examples. A widespread reader of such queries
/// takes more than twenty of them for something that is no list, so no query has more; and none is longer than what every server and proxy takes.
/// </summary>
internal static class FilterChunks
{
    private const int MaxValues = 20;
    private const int MaxLength = 3800;

    /// <summary>Makes the queries.</summary>
    /// <param name="start">The path, and the part of the query that all of them have.</param>
    /// <param name="field">The field that must have one of the values.</param>
    /// <param name="values">The values; each counts once, and blank ones do not.</param>
    public static IReadOnlyList<string> Of(string start, string field, IEnumerable<string> values)
    {
        var queries = new List<string>();
        var query = new StringBuilder();
        var count = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (string.IsNullOrWhiteSpace(value) || !seen.Add(value))
                continue;
            var escaped = Uri.EscapeDataString(value);
            if (count == MaxValues || (count > 0 && start.Length + query.Length + field.Length + escaped.Length + 10 > MaxLength))
                End();
            query.Append(count > 0 || start.IndexOf('?') >= 0 ? '&' : '?').Append(field).Append("[in][").Append(count++.ToString(CultureInfo.InvariantCulture)).Append("]=").Append(escaped);
        }

        if (count > 0)
            End();
        return queries;

        void End()
        {
            queries.Add(start + query);
            query.Clear();
            count = 0;
        }
    }
}
