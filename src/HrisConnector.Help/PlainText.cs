using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HrisConnector.Help;

/// <summary>Markdown as a person reads it in a console.</summary>
internal static class PlainText
{
    /// <summary>The paragraphs of blocks: one for each paragraph, item of a list, row of a table and block of code.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Paragraphs)];

    /// <summary>The text of a heading or a paragraph, on one line.</summary>
    public static string Of(LeafBlock block) => Of(block.Inline);

    /// <summary>The text of a block of code.</summary>
    public static string Code(LeafBlock code) => code.Lines.ToString().ReplaceLineEndings("\n").TrimEnd('\n');

    /// <summary>The links of a block.</summary>
    public static IEnumerable<Link> Links(Block block) => (block as LeafBlock)?.Inline?.Descendants<LinkInline>().Select(Link) ?? [];

    /// <summary>The cells of a table's row.</summary>
    public static IReadOnlyList<string> Cells(TableRow row) => [.. row.OfType<TableCell>().Select(cell => string.Join(' ', Paragraphs((IEnumerable<Block>)cell)))];

    private static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        CodeBlock code => [Code(code)],
        Table table => table.OfType<TableRow>().Where(row => !row.IsHeader).Select(row => string.Join(": ", Cells(row).Where(cell => cell.Length > 0))),
        LeafBlock leaf => Of(leaf) is { Length: > 0 } text ? [text] : [],
        ListBlock list => list.OfType<ListItemBlock>().Select((item, index) => Mark(list, index) + string.Join(' ', Paragraphs((IEnumerable<Block>)item))),
        ContainerBlock container => container.SelectMany(Paragraphs),
        _ => [],
    };

    private static string Mark(ListBlock list, int index) => list.IsOrdered ? $"{index + 1}. " : "- ";

    private static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => Quoted(code.Content),
                LineBreakInline => " ",
                AutolinkInline link => link.Url,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                ContainerInline container => Of(container),
                _ => "",
            });
        }

        return text.ToString();
    }

    // Without the other typeface nobody would see where words of code begin and end.
    private static string Quoted(string code) => code.Contains(' ', StringComparison.Ordinal) && char.IsLetter(code[0]) ? $"'{code}'" : code;

    private static Link Link(LinkInline link)
    {
        var url = link.Url ?? "";
        if (url.StartsWith("http", StringComparison.Ordinal))
            return new Link(Of(link), url);

        // A relative address means nothing in a console: pages of the project are named, cmdlets have their names already.
        return new Link(url.StartsWith("../", StringComparison.Ordinal) ? $"{Of(link)} (docs/{url[3..]})" : Of(link), "");
    }
}
