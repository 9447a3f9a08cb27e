using System;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Finds the next page in a Link header.</summary>
internal static class NextLink
{
    // One link: the address in angle brackets, then parameters up to the next comma that stands in no quotes.
    private static readonly Regex Links = new("<([^>]*)>((?:[^,\"]|\"[^\"]*\")*)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Next = new("(?:^|;)\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next\\s*(?:;|$))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>The path and query of the next page; null when this is the last one.</summary>
    /// <param name="header">The header; null for none.</param>
    /// <param name="current">The address of this page, which a relative link continues.</param>
    /// <returns>What to ask for on the same server.</returns>
    /// <exception cref="FormatException">The next page is on another server, to which no token must go, or the address is none.</exception>
    public static string? Find(string? header, Uri current)
    {
        if (header is null)
            return null;
        foreach (Match link in Links.Matches(header))
        {
            if (!Next.IsMatch(link.Groups[2].Value))
                continue;
            if (Uri.TryCreate(current, link.Groups[1].Value, out var next) && next.Scheme == current.Scheme && next.Host == current.Host && next.Port == current.Port)
                return next.PathAndQuery;
            throw new FormatException();
        }

        return null;
    }
}
