using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace HrisConnector.FakePlatform.Http;

/// <summary>
/// One page of a list, with a Link header to the next one. The cursor says after which key the next page begins, so entries that come or go
/// between two pages neither repeat nor hide others.
/// </summary>
internal static class Paging
{
    /// <summary>The query parameter of the Link header's address. The documents do not name it: a client must take the address as it is.</summary>
    public const string Cursor = "cursor";

    /// <param name="call">The request.</param>
    /// <param name="sorted">All entries in the ordinal order of their keys.</param>
    /// <param name="key">An entry's key.</param>
    /// <param name="matches">Whether an entry belongs to the list that was asked for.</param>
    /// <param name="documentedSize">The page size that the documents give.</param>
    /// <param name="write">An entry as JSON.</param>
    public static Answer Page<T>(Call call, IReadOnlyList<T> sorted, Func<T, string> key, Func<T, bool> matches, int documentedSize, Func<T, JsonNode> write)
    {
        var size = call.Options.PageSize ?? documentedSize;
        var page = new JsonArray();
        var lastKey = "";
        for (var i = Start(call, sorted, key); i < sorted.Count; i++)
        {
            if (!matches(sorted[i]))
            {
                continue;
            }
            if (page.Count == size)
            {
                return Answer.Ok(page).With("Link", $"<{NextAddress(call, lastKey)}>; rel=\"next\"");
            }
            page.Add(write(sorted[i]));
            lastKey = key(sorted[i]);
        }
        return Answer.Ok(page);
    }

    private static int Start<T>(Call call, IReadOnlyList<T> sorted, Func<T, string> key)
    {
        if (call.Query(Cursor) is not { } cursor)
        {
            return 0;
        }
        var after = Decode(cursor);
        var low = 0;
        var high = sorted.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(key(sorted[middle]), after) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private static string NextAddress(Call call, string lastKey)
    {
        IEnumerable<string> kept = call.AllQuery.Where(parameter => parameter.Key != Cursor).SelectMany(
            parameter => parameter.Value, (parameter, value) => Uri.EscapeDataString(parameter.Key) + "=" + Uri.EscapeDataString(value ?? ""));
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(lastKey));
        return new Uri(call.BaseUri, call.Request.Path) + "?" + string.Join("&", kept.Append(Cursor + "=" + Uri.EscapeDataString(encoded)));
    }

    private static string Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
        }
        catch (FormatException)
        {
            throw ApiRefusal.Malformed("The cursor is not one that this platform gave out.");
        }
    }
}
