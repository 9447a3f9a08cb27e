using System;

namespace HrisConnector.Core.Csv;

/// <summary>Which character separates the columns (behaviour.md §2).</summary>
internal static class Delimiter
{
    private static readonly byte[] Known = [(byte)'\t', (byte)',', (byte)';', (byte)'|'];

    /// <summary>The delimiter that stands most often in the header outside quotes; a comma when none does.</summary>
    /// <param name="start">The beginning of the file, at least the whole header.</param>
    public static char Detect(ReadOnlySpan<byte> start)
    {
        var counts = new int[Known.Length];
        if (start.StartsWith("\uFEFF"u8))
            start = start.Slice(3);
        var quoted = false;
        var content = false;
        foreach (var b in start)
        {
            if (b == '"')
                quoted = !quoted;
            else if (!quoted && b is (byte)'\r' or (byte)'\n')
            {
                if (content)
                    break;
                continue; // blank lines before the header
            }
            else if (!quoted && Array.IndexOf(Known, b) is >= 0 and var known)
                counts[known]++;
            content = true;
        }

        var best = 1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }

        return (char)Known[best];
    }
}
