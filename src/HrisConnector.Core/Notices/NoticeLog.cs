using System;
using System.Linq;

namespace HrisConnector.Core.Notices;

/// <summary>Where a log of the run is.</summary>
/// <param name="Label">Which log it is.</param>
/// <param name="Path">Its full path, fit to be shown.</param>
/// <param name="Link">The same as a link; null when the path cannot be one.</param>
internal sealed record NoticeLog(string Label, string Path, string? Link)
{
    private const int MaxPath = 400;

    /// <summary>A log by its full path.</summary>
    public static NoticeLog At(string label, string path) => new(label, NoticeText.Line(path, MaxPath), LinkTo(path));

    // By hand: Uri takes a percent sign of the path itself for an escape in one name and not in another.
    private static string? LinkTo(string path)
    {
        if (System.IO.Path.DirectorySeparatorChar == '\\')
            path = path.Replace('\\', '/');
        var start = path.StartsWith("//", StringComparison.Ordinal) ? "file:" // a share: file://server/...
            : path.StartsWith("/", StringComparison.Ordinal) ? "file://"
            : "file:///"; // a drive: file:///C:/...
        try
        {
            return start + string.Join("/", path.Split('/').Select(part => Uri.EscapeDataString(part).Replace("%3A", ":")));
        }
        catch (UriFormatException)
        {
            return null; // half a character in the name
        }
    }
}
