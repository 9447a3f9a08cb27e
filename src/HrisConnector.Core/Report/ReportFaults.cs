using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Report;

/// <summary>What the logs of a run say of the lines that somebody should look at. A page of a browser must not grow with the file: the causes are
/// counted whole, and of their lines so many are listed that every cause has its share.</summary>
internal sealed record ReportFaults
{
    /// <summary>So many lines are listed on the page, all causes together.</summary>
    public const int MaxListed = 2000;

    private ReportFaults(IReadOnlyList<ReportCause> causes, long lines, string? trouble)
    {
        Causes = causes;
        Lines = lines;
        Trouble = trouble;
    }

    /// <summary>The causes, the most frequent first; those that are no fault last.</summary>
    public IReadOnlyList<ReportCause> Causes { get; }

    /// <summary>How many lines have a fault; a line with two causes is one line.</summary>
    public long Lines { get; }

    /// <summary>Why this is not all that there is to say; null when it is.</summary>
    public string? Trouble { get; }

    /// <summary>Nothing, and maybe why.</summary>
    public static ReportFaults None(string? trouble = null) => new([], 0, trouble);

    /// <summary>What was found, cut to the size of a page.</summary>
    public static ReportFaults Of(IEnumerable<ReportCause> causes, long lines, string? trouble)
    {
        var found = causes.Where(cause => cause.Count > 0).OrderBy(cause => cause.IsFault ? 0 : 1).ThenByDescending(cause => cause.Count).ToArray();
        var (left, causesLeft) = (MaxListed, found.Length);
        // The rare ones first: what they leave of their share goes to the others.
        foreach (var cause in found.OrderBy(cause => cause.Faults.Count))
        {
            cause.Keep(left / causesLeft--);
            left -= cause.Faults.Count;
        }

        return new ReportFaults(found, lines, trouble);
    }
}
