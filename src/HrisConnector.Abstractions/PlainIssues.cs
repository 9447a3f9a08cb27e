using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace HrisConnector;

/// <summary>Issues that are their number where text is wanted: all of them do not fit into the cell of a table.</summary>
internal sealed class PlainIssues : ReadOnlyCollection<HrisCsvIssue>
{
    private PlainIssues(IList<HrisCsvIssue> values)
        : base(values)
    {
    }

    /// <summary>A list of the same issues.</summary>
    /// <param name="values">The issues; null for none.</param>
    public static IReadOnlyList<HrisCsvIssue> Of(IReadOnlyList<HrisCsvIssue>? values) =>
        values as PlainIssues ?? new PlainIssues(values as IList<HrisCsvIssue> ?? values?.ToArray() ?? []);

    /// <summary>How many there are.</summary>
    /// <returns>Text for a cell.</returns>
    public override string ToString() => Count == 1 ? "1 issue" : $"{Count} issues";
}
