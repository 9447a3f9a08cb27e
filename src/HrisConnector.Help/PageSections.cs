using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>The sections of a page (headings of the second level) and their parts (of the third).</summary>
internal sealed class PageSections
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private readonly Dictionary<string, List<PagePart>> _sections = new(StringComparer.Ordinal);

    /// <summary>Reads a page.</summary>
    /// <param name="file">The markdown file.</param>
    public PageSections(string file)
    {
        File = Path.GetFileName(file);
        List<PagePart> parts = [];
        List<Block> blocks = [];
        foreach (var block in Parse(file))
        {
            if (block is not HeadingBlock heading)
            {
                blocks.Add(block);
                continue;
            }

            blocks = [];
            switch (heading.Level)
            {
                case 1:
                    Title = PlainText.Of(heading);
                    break;
                case 2:
                    parts = [new PagePart("", blocks)];
                    _sections.Add(PlainText.Of(heading), parts);
                    break;
                default:
                    parts.Add(new PagePart(PlainText.Of(heading), blocks));
                    break;
            }
        }
    }

    /// <summary>The name of the file, without its folder.</summary>
    public string File { get; }

    /// <summary>The heading of the page.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The blocks of a page.</summary>
    /// <param name="file">The markdown file.</param>
    public static MarkdownDocument Parse(string file) => Markdig.Markdown.Parse(System.IO.File.ReadAllText(file), Markdown);

    /// <summary>What stands directly under a section's heading.</summary>
    /// <param name="section">Its heading.</param>
    /// <exception cref="InvalidDataException">The page has no such section.</exception>
    public IReadOnlyList<Block> Blocks(string section) => Section(section)[0].Blocks;

    /// <summary>The parts of a section.</summary>
    /// <param name="section">Its heading.</param>
    /// <exception cref="InvalidDataException">The page has no such section.</exception>
    public IEnumerable<PagePart> Parts(string section) => Section(section).Skip(1);

    private List<PagePart> Section(string section) => _sections.TryGetValue(section, out var parts)
        ? parts
        : throw new InvalidDataException($"{File} : error HELP001: the page has no section '## {section}'");
}
