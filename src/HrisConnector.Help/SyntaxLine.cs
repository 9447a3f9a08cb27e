using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Help;

/// <summary>The syntax of one parameter set, as the page has it.</summary>
internal sealed partial record SyntaxLine(string Set, string Text)
{
    /// <summary>The set of a cmdlet that has one alone, and of parameters that are in all.</summary>
    public const string AllSets = "(All)";

    /// <summary>The names of the parameters, in the order in which they are shown.</summary>
    public IReadOnlyList<string> Parameters => [.. Name().Matches(Text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(?:^|[\s\[])-([A-Za-z]+)")]
    private static partial Regex Name();
}
