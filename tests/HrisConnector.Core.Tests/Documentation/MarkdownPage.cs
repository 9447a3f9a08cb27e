using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Tests.Documentation;

/// <summary>A page of the documentation: where its links lead, and which anchors its headings have.</summary>
internal sealed class MarkdownPage
{
    private static readonly Regex Link = new(@"\]\((?<target>[^()\s]+)\)");
    private static readonly Regex Heading = new(@"^#{1,6} +(?<text>.+?) *$");
    private static readonly Regex CodeSpan = new("`[^`]*`");
    private static readonly Regex LinkAround = new(@"!?\[(?<text>[^\]]*)\]\([^()]*\)");
    private static readonly Regex ListItem = new(@"^ *([-*]|[0-9]+\.) ");

    public MarkdownPage(string path)
    {
        Path = path;
        var prose = Prose(File.ReadLines(path)).ToArray();
        Links = [.. prose.SelectMany(line => Link.Matches(CodeSpan.Replace(line, ""))).Select(match => match.Groups["target"].Value).Where(IsRelative)];
        Anchors = AnchorsOf(prose);
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The links that lead to a file or a heading, as they are written.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>What a link may name behind the hash, as GitHub makes it from the headings.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The full path of what a link leads to.</summary>
    public string TargetOf(string link)
    {
        var file = Uri.UnescapeDataString(link.Split('#')[0]);
        return file.Length == 0 ? Path : System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, file));
    }

    private static bool IsRelative(string target) => !Uri.TryCreate(target, UriKind.Absolute, out var uri) || uri.IsFile;

    // Without code, in which brackets are no links and hashes are no headings. What is indented behind a list may be its paragraph.
    private static IEnumerable<string> Prose(IEnumerable<string> lines)
    {
        var (fenced, listed, blank) = (false, false, true);
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                fenced = !fenced;
                continue;
            }

            var indented = line.StartsWith("    ", StringComparison.Ordinal);
            listed = ListItem.IsMatch(line) || (listed && (line.Length == 0 || line[0] == ' '));
            if (!fenced && (listed || !(indented && blank)))
                yield return line;
            blank = line.Length == 0 || (blank && indented);
        }
    }

    private static HashSet<string> AnchorsOf(IEnumerable<string> prose)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in prose.Select(line => Heading.Match(line)).Where(match => match.Success))
        {
            var text = LinkAround.Replace(heading.Groups["text"].Value, "${text}").ToLowerInvariant();
            var anchor = string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
            for (var (name, i) = (anchor, 0); !anchors.Add(name); name = $"{anchor}-{i}")
                i++;
        }

        return anchors;
    }
}
