using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HrisConnector.Core.Users;

/// <summary>Dates of custom fields: ISO 8601 always, other formats as configured (behaviour.md §2). Kept as <c>yyyy-MM-dd</c>.</summary>
internal sealed class DateValue
{
    private static readonly string[] Iso =
    [
        "yyyy-MM-dd", "yyyyMMdd", "yyyyMMdd'T'HHmm", "yyyyMMdd'T'HHmmK", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmssK", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    private readonly string[] _formats;

    /// <summary>Accepts ISO 8601 and these formats.</summary>
    public DateValue(IReadOnlyList<string> formats) => _formats = Iso.Concat(formats).ToArray();

    /// <summary>The date as <c>yyyy-MM-dd</c>, or null when the text is no date. The day is the one written, whatever the time zone.</summary>
    public string? Normalize(string text) =>
        DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
