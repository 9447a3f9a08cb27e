using System;
using System.Collections.Generic;
using System.Text;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// Divides a filter by many values into queries. A widespread reader of such queries takes more than twenty values for something that is no list,
/// so no query has more; and none is longer than what every server and proxy takes. A single value, and one with a comma, which might be taken
/// for several, is asked for by itself.
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
        var chunk = new List<string>();
        var length = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (string.IsNullOrWhiteSpace(value) || !seen.Add(value))
                continue;
            var escaped = Uri.EscapeDataString(value);
            if (value.IndexOf(',') >= 0)
            {
                queries.Add(Query(start, field, [escaped]));
                continue;
            }

            var added = field.Length + escaped.Length + "&[in]=".Length;
            if (chunk.Count == MaxValues || (chunk.Count > 0 && start.Length + length + added > MaxLength))
                End();
            chunk.Add(escaped);
            length += added;
        }

        if (chunk.Count > 0)
            End();
        return queries;

        void End()
        {
            queries.Add(Query(start, field, chunk));
            chunk.Clear();
            length = 0;
        }
    }

    private static string Query(string start, string field, List<string> values)
    {
        var query = new StringBuilder(start);
        foreach (var value in values)
        {
            query.Append(query.Length > start.Length || start.IndexOf('?') >= 0 ? '&' : '?');
            query.Append(field).Append(values.Count == 1 ? "[eq]=" : "[in]=").Append(value);
        }

        return query.ToString();
    }
}
