using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Markdig.Syntax;

namespace HrisConnector.Help;

/// <summary>A parameter: what it means, and its data, once for each group of parameter sets in which they differ.</summary>
internal sealed record ParameterHelp(string Name, IReadOnlyList<string> Text, IReadOnlyList<ParameterData> Data)
{
    private const string DataLanguage = "yaml";

    /// <summary>The data of the parameter in a set.</summary>
    public ParameterData In(string set) => Data.FirstOrDefault(data => data.Sets.Contains(set)) ?? Data[0];

    /// <summary>Takes a parameter from its part of the page.</summary>
    /// <exception cref="InvalidDataException">It has no data.</exception>
    public static ParameterHelp From(string file, string title, IReadOnlyList<Block> blocks)
    {
        var data = blocks.OfType<FencedCodeBlock>().Where(code => code.Info == DataLanguage).ToList();
        return data.Count > 0 && title.StartsWith('-')
            ? new ParameterHelp(title[1..], PlainText.Paragraphs(blocks.Except(data)), [.. data.Select(code => ParameterData.From(PlainText.Code(code)))])
            : throw new InvalidDataException($"{file} : error HELP002: the parameter '{title}' has no block of yaml");
    }
}
