using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>The page of one cmdlet, in the layout of platyPS (schema 2.0.0).</summary>
internal sealed record CmdletPage(
    string Name,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<SyntaxLine> Syntax,
    IReadOnlyList<string> Description,
    IReadOnlyList<Example> Examples,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Link> Links)
{
    private const string CommonParameters = "CommonParameters";

    /// <summary>Reads a page.</summary>
    /// <param name="file">The markdown file.</param>
    /// <exception cref="InvalidDataException">It is not in the layout.</exception>
    public static CmdletPage Read(string file)
    {
        var page = new PageSections(file);
        return new CmdletPage(
            page.Title,
            PlainText.Paragraphs(page.Blocks("SYNOPSIS")),
            [.. SyntaxLines(page)],
            PlainText.Paragraphs(page.Blocks("DESCRIPTION")),
            [.. page.Parts("EXAMPLES").Select(part => Example.From(part.Title, part.Blocks))],
            [.. page.Parts("PARAMETERS").Where(part => part.Title != CommonParameters).Select(part => ParameterHelp.From(page.File, part.Title, part.Blocks))],
            [.. page.Parts("INPUTS").Select(Type)],
            [.. page.Parts("OUTPUTS").Select(Type)],
            PlainText.Paragraphs(page.Blocks("NOTES")),
            [.. page.Blocks("RELATED LINKS").SelectMany(PlainText.Links)]);
    }

    private static TypeHelp Type(PagePart part) => new(part.Title, PlainText.Paragraphs(part.Blocks));

    // One code block alone, or one in a part of its own for each parameter set.
    private static IEnumerable<SyntaxLine> SyntaxLines(PageSections page) =>
        page.Blocks("SYNTAX").OfType<FencedCodeBlock>().Select(code => new SyntaxLine(SyntaxLine.AllSets, PlainText.Code(code)))
            .Concat(page.Parts("SYNTAX").SelectMany(part => part.Blocks.OfType<FencedCodeBlock>()
                .Select(code => new SyntaxLine(part.Title.Replace(" (Default)", "", StringComparison.Ordinal), PlainText.Code(code)))));
}
