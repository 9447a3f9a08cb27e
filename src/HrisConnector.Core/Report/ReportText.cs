using System;
using System.Globalization;

namespace HrisConnector.Core.Report;

/// <summary>Figures and times, the same on every computer.</summary>
internal static class ReportText
{
    /// <summary>A figure with the separators of the page's language, which is English.</summary>
    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A figure and what it counts.</summary>
    public static string Number(long value, string one, string many) => $"{Number(value)} {(value == 1 ? one : many)}";

    /// <summary>A time for people.</summary>
    public static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A day for people.</summary>
    public static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time for programs.</summary>
    public static string MachineTime(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long something took.</summary>
    public static string Length(TimeSpan duration) =>
        duration.TotalMinutes < 1 ? string.Format(CultureInfo.InvariantCulture, "{0:0.0} s", duration.TotalSeconds)
        : duration.TotalHours < 1 ? string.Format(CultureInfo.InvariantCulture, "{0} min {1} s", duration.Minutes, duration.Seconds)
        : string.Format(CultureInfo.InvariantCulture, "{0} h {1} min", (int)duration.TotalHours, duration.Minutes);
}
