using System.Collections.Generic;
using System.Linq;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>An example: its commands, and what is said of them.</summary>
internal sealed record Example(string Title, string Code, IReadOnlyList<string> Remarks)
{
    /// <summary>Takes an example from its part of the page: the first block of code is the commands.</summary>
    public static Example From(string title, IReadOnlyList<Block> blocks)
    {
        var code = blocks.OfType<FencedCodeBlock>().FirstOrDefault();
        return new Example(title, code is null ? "" : PlainText.Code(code), PlainText.Paragraphs(blocks.Where(block => block != code)));
    }
}
