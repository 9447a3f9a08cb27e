using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>A topic that <c>Get-Help about_…</c> shows: text of 80 columns.</summary>
internal static class AboutTopic
{
    private const string Prefix = "about_";
    private const int Width = 80;
    private const string Indent = "    ";

    /// <summary>True for the page of a topic.</summary>
    public static bool IsOne(string file) => Path.GetFileName(file).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The name of the file that PowerShell looks for.</summary>
    public static string FileName(string file) => Path.GetFileNameWithoutExtension(file) + ".help.txt";

    /// <summary>The text of a topic.</summary>
    public static string Text(string file)
    {
        var lines = new List<string>();
        foreach (var block in PageSections.Parse(file).Where(block => block is not YamlFrontMatterBlock))
        {
            lines.AddRange(Lines(block));
            if (block is not HeadingBlock { Level: > 1 })
                lines.Add("");
        }

        return string.Concat(lines.Select(line => line.TrimEnd() + "\r\n"));
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        HeadingBlock { Level: 1 } title => ["TOPIC", Indent + PlainText.Of(title)],
        HeadingBlock { Level: 2 } heading => [PlainText.Of(heading).ToUpperInvariant()],
        HeadingBlock heading => ["  " + PlainText.Of(heading)],
        CodeBlock code => PlainText.Code(code).Split('\n').Select(line => Indent + Indent + line),
        Table table => table.OfType<TableRow>().Where(row => !row.IsHeader).SelectMany(Row),
        ListBlock => PlainText.Paragraphs([block]).SelectMany(item => Wrapped(item, Indent, Indent + "  ")),
        _ => PlainText.Paragraphs([block]).SelectMany(text => Wrapped(text, Indent, Indent)),
    };

    // What the row is about, and below it what is said of it.
    private static IEnumerable<string> Row(TableRow row)
    {
        var cells = PlainText.Cells(row);
        return Wrapped(cells[0], Indent, Indent + "  ").Concat(Wrapped(string.Join(" ", cells.Skip(1).Where(cell => cell.Length > 0)), Indent + Indent, Indent + Indent));
    }

    private static IEnumerable<string> Wrapped(string text, string first, string next)
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear().Append(next);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        if (!isEmpty)
            yield return line.ToString();
    }
}
