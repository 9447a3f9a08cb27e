using System;

namespace HrisConnector.Core.Notices;

/// <summary>Where a log of the run is.</summary>
/// <param name="Label">Which log it is.</param>
/// <param name="Path">Its full path, fit to be shown.</param>
/// <param name="Link">The same as a link; null when the path cannot be one.</param>
internal sealed record NoticeLog(string Label, string Path, string? Link)
{
    private const int MaxPath = 400;

    /// <summary>A log by its full path.</summary>
    public static NoticeLog At(string label, string path) =>
        new(label, NoticeText.Line(path, MaxPath), Uri.TryCreate(path, UriKind.Absolute, out var uri) && uri.IsFile ? uri.AbsoluteUri : null);
}
