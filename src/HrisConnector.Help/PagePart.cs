using System.Collections.Generic;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>What stands under a heading of the third level.</summary>
internal sealed record PagePart(string Title, IReadOnlyList<Block> Blocks);
