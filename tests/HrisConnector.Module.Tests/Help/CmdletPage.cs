using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HrisConnector.ModuleTests.Support;

namespace HrisConnector.ModuleTests.Help;

/// <summary>The markdown page of a cmdlet, as it is read on the web.</summary>
internal sealed partial class CmdletPage
{
    private readonly string _text;

    private CmdletPage(string name, string text) => (Name, _text) = (name, text);

    public static string Folder { get; } = Path.Combine(Built.Docs, "en-US");

    /// <summary>The names of the cmdlets that have a page.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>()
        .Where(name => !name.StartsWith("about_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public string Name { get; }

    /// <summary>The names of the parameters that have a part of their own.</summary>
    public IEnumerable<string> Parameters => ParameterHeading().Matches(_text).Select(match => match.Groups[1].Value);

    /// <summary>The parameters that are named anywhere in the text.</summary>
    public IEnumerable<string> NamedParameters => NamedParameter().Matches(_text).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The titles and the commands of the examples.</summary>
    public IEnumerable<(string Title, string Code)> Examples => Example().Matches(_text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    public static CmdletPage Read(string name) => new(name, File.ReadAllText(Path.Combine(Folder, name + ".md")).ReplaceLineEndings("\n"));

    /// <summary>What stands under a heading, up to the next one of its level or of a higher one.</summary>
    public string Under(string heading)
    {
        var level = heading.IndexOf(' ', StringComparison.Ordinal);
        var start = _text.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        start += heading.Length + 2;
        var end = Regex.Match(_text[start..], $"^#{{2,{level}}} ", RegexOptions.Multiline);
        return end.Success ? _text[start..(start + end.Index)] : _text[start..];
    }

    [GeneratedRegex("^### -([A-Za-z]+)$", RegexOptions.Multiline)]
    private static partial Regex ParameterHeading();

    [GeneratedRegex("`-([A-Z][A-Za-z]+)[`: ]")]
    private static partial Regex NamedParameter();

    [GeneratedRegex("^### Example \\d+: ([^\\n]+)\\n\\n```powershell\\n(.*?)\\n```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
