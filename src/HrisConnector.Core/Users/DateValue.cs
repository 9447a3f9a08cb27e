using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Users;

/// <summary>Dates of custom fields: ISO 8601 always, other formats as configured (behaviour.md §2). Kept as <c>yyyy-MM-dd</c>.</summary>
internal sealed class DateValue
{
    private const string Hour = "([01][0-9]|2[0-3])";
    private const string UpTo59 = "[0-5][0-9]";
    private const string Fraction = "([.,][0-9]*)?";
    private const string Zone = "(Z|[+-]" + Hour + "(:?" + UpTo59 + ")?)?";

    // The time of day, with its T, behind a date with hyphens and behind one without.
    private static readonly Regex Time = Rest("T" + Hour + "(:" + UpTo59 + "(:" + UpTo59 + Fraction + ")?)?" + Zone);
    private static readonly Regex BasicTime = Rest("T" + Hour + "(" + UpTo59 + "(" + UpTo59 + Fraction + ")?)?" + Zone);

    private readonly string[] _formats;

    /// <summary>Accepts ISO 8601 and these formats.</summary>
    public DateValue(IReadOnlyList<string> formats) => _formats = formats.ToArray();

    /// <summary>The date as <c>yyyy-MM-dd</c>, or null when the text is no date. The day is the one written, whatever the time zone.</summary>
    public string? Normalize(string text) => OfIso(text, "yyyy-MM-dd", Time) ?? OfIso(text, "yyyyMMdd", BasicTime) ?? OfFormats(text);

    private static string? OfIso(string text, string format, Regex time)
    {
        if (text.Length < format.Length || (text.Length > format.Length && !time.IsMatch(text, format.Length)))
            return null;
        var day = text.Substring(0, format.Length);
        return DateTime.TryParseExact(day, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? Text(date) : null;
    }

    private string? OfFormats(string text) =>
        DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Text(date.DateTime) : null;

    private static string Text(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // No text fits a pattern in two ways, so that none takes long.
    private static Regex Rest(string pattern) => new(@"\G" + pattern + @"\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
