using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace HrisConnector.FakePlatform.Http;

/// <summary>The conditions of a query in bracket notation, <c>mail[eq]=…</c>. A parameter or an operator that the list does not have is refused.</summary>
internal sealed partial class Filters
{
    private readonly List<(string Field, string Operator, string[] Values)> _conditions = [];

    /// <param name="call">The request.</param>
    /// <param name="fields">Each field that may be filtered on, with its operators: <c>"status eq ne"</c>.</param>
    public Filters(Call call, params string[] fields)
    {
        var allowed = fields.Select(field => field.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
        foreach (KeyValuePair<string, StringValues> parameter in call.AllQuery)
        {
            if (parameter.Key == Paging.Cursor)
            {
                continue;
            }
            Match match = BracketNotation().Match(parameter.Key);
            var field = match.Groups["field"].Value;
            var word = match.Groups["operator"].Value;
            if (!match.Success || !allowed.TryGetValue(field, out var words) || !words.Contains(word))
            {
                throw ApiRefusal.Malformed($"The query parameter {parameter.Key} is not expected.");
            }
            string[] values = [.. parameter.Value.Select(value => value ?? "")];
            // A list is repeated, or separated by commas.
            _conditions.Add((field, word, word is "in" or "nin" ? [.. values.SelectMany(value => value.Split(','))] : values));
        }
    }

    public bool Match(string field, string? value, StringComparer comparer) => _conditions.TrueForAll(
        condition => condition.Field != field || Holds(condition.Operator, condition.Values, value, comparer));

    public bool Match(string field, DateTimeOffset value) => _conditions.TrueForAll(condition => condition.Field != field || Holds(condition, value));

    private static bool Holds(string word, string[] values, string? value, StringComparer comparer) =>
        (value != null && values.Contains(value, comparer)) == (word is "eq" or "in");

    private static bool Holds((string Field, string Operator, string[] Values) condition, DateTimeOffset value) =>
        !IsoDates.TryInstant(condition.Values[^1], out DateTimeOffset limit) ? throw ApiRefusal.Malformed($"{condition.Field} is not a date and time.")
        : condition.Operator == "lt" ? value < limit : value >= limit;

    [GeneratedRegex(@"^(?<field>\w+)\[(?<operator>\w+)\]$")]
    private static partial Regex BracketNotation();
}
