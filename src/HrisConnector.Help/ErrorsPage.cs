using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HrisConnector.Core.Errors;

namespace HrisConnector.Help;

/// <summary>The page of the errors: the table of errors as an admin reads it.</summary>
internal static partial class ErrorsPage
{
    private const string Head = """
        # Errors

        <!-- Made from src/HrisConnector.Core/Errors/HrisErrors.cs by: dotnet run --project src/HrisConnector.Help -- errors docs/errors.md -->

        Every failure that HrisConnector foresees has an id. It is the first part of `FullyQualifiedErrorId`; the second is the cmdlet's class. An id never changes its
        meaning, so that scripts can test it:

            Invoke-HrisSync -Path users.csv -ErrorVariable problem
            if ($problem -and $problem[0].FullyQualifiedErrorId -like 'FileEmpty,*') { ... }

        | part of the error record | what it holds |
        |---|---|
        | `FullyQualifiedErrorId` | the id, a comma, and the class of the cmdlet |
        | `CategoryInfo.Category` | the category |
        | `TargetObject` | what the failure is about |
        | `ErrorDetails.RecommendedAction` | what to do |

        No message holds a secret or a user's data.

        | id | category | when | `TargetObject` | what to do |
        |---|---|---|---|---|

        """;

    /// <summary>The text of the page.</summary>
    public static string Text()
    {
        var meanings = Meanings();
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var (name, error) in Table())
        {
            text.Append("| `").Append(error.Id).Append("` | ").AppendJoin(" | ", new[] { error.Category.ToString(), meanings[name], error.Target, error.Hint }.Select(Cell)).Append(" |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Name, HrisError Error)> Table() => typeof(HrisErrors).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(HrisError))
        .Select(field => (field.Name, (HrisError)field.GetValue(null)!));

    // What the table says to programmers is what it says to admins; the sections of the specification are not theirs.
    private static Dictionary<string, string> Meanings()
    {
        var prefix = $"F:{typeof(HrisErrors).FullName}.";
        return XDocument.Load(Path.Combine(AppContext.BaseDirectory, typeof(HrisErrors).Assembly.GetName().Name + ".xml")).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value[prefix.Length..], member => Section().Replace(WhiteSpace().Replace(member.Element("summary")!.Value, " "), "").Trim());
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    [GeneratedRegex(@" \(§\d+\)")]
    private static partial Regex Section();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
