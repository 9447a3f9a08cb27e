using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A CSV log taken apart: the two columns that were put in front, and the received file without them.</summary>
internal sealed class CsvLogFile
{
    private static readonly string Statuses = "ImportStatus|" + string.Join('|', Enum.GetNames<HrisImportStatus>());

    private CsvLogFile(byte[] received, List<(string Status, string Detail)> outcomes)
    {
        Received = received;
        Outcomes = outcomes;
    }

    /// <summary>What is left when the two columns are taken away.</summary>
    public byte[] Received { get; }

    /// <summary>The status and the detail of each line, the header not included.</summary>
    public IReadOnlyList<(string Status, string Detail)> Outcomes { get; }

    /// <summary>The outcomes as <c>status/detail</c>.</summary>
    public string[] Joined => [.. Outcomes.Select(outcome => outcome.Status + "/" + outcome.Detail)];

    public static CsvLogFile Of(HrisSync sync, char separator = ',')
    {
        // One character for each byte: nothing is decoded, nothing is lost.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(sync.CsvLogPath!));
        var cut = Regex.Escape(separator.ToString());
        var prefix = new Regex($"\\G({Statuses}){cut}(\"[^\"]*\"|[^{cut}\"\r\n]*){cut}", RegexOptions.CultureInvariant);
        var rest = new StringBuilder(text.Length);
        var outcomes = new List<(string Status, string Detail)>();
        var header = true;
        for (var i = 0; i < text.Length; i++)
        {
            var behindMark = i == 3 && text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal);
            if (i == 0 || behindMark || text[i - 1] is '\r' or '\n')
            {
                var match = prefix.Match(text, i);
                if (match.Success)
                {
                    if (!header)
                        outcomes.Add((match.Groups[1].Value, match.Groups[2].Value.Trim('"')));
                    header = false;
                    i += match.Length;
                    if (i >= text.Length)
                        break;
                }
            }

            rest.Append(text[i]);
        }

        return new CsvLogFile(Encoding.Latin1.GetBytes(rest.ToString()), outcomes);
    }
}
