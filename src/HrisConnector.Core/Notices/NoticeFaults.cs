using System;
using System.Collections.Generic;
using System.IO;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Notices;

/// <summary>The lines that make a run a warning (behaviour.md §6): how many they are, and the first of them.</summary>
/// <param name="First">The first <see cref="Max"/>, in the order of the file.</param>
/// <param name="InAll">How many there are.</param>
internal sealed record NoticeFaults(IReadOnlyList<NoticeFault> First, long InAll)
{
    /// <summary>So many are told one by one; the CSV log has them all.</summary>
    public const int Max = 20;

    private const int MaxProblem = 600;

    /// <summary>Not one.</summary>
    public static NoticeFaults None { get; } = new([], 0);

    /// <summary>Looks for them after a run. The file is read to the last of those that are told, and no further.</summary>
    /// <remarks>Never fails: when the file cannot be read any more, the list is shorter. The run is done, and a notice must not undo that.</remarks>
    public static NoticeFaults Collect(SyncPlan plan, UsersFileView users)
    {
        var first = new List<NoticeFault>();
        try
        {
            foreach (var (number, reader) in PlannedLines.Find(plan, users, (in line) => LineOutcome.IsWarning(line)))
            {
                first.Add(Fault(plan, number, reader, users.Columns));
                if (first.Count == Max)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The counts and the logs are complete all the same.
        }

        return new NoticeFaults(first, PlannedLines.Count(plan, (in line) => LineOutcome.IsWarning(line)));
    }

    private static NoticeFault Fault(SyncPlan plan, int number, CsvLineReader reader, ColumnMap columns)
    {
        // Nobody can say which cell of an unreadable line is the identifier, and any other may be a name.
        var id = reader.Fault == LineFault.None ? Utf8Text.Decode(Utf8Text.Trim(reader.Field(columns[UserField.UniqueId]))) : "";
        var (problem, action) = OutcomeText.Advice(plan, number, id, reader.FaultReason, NoticeText.Id, NoticeText.DirectoryWords);
        return new NoticeFault(
            reader.LineNumber, NoticeText.Id(id), LineOutcome.StatusOf(plan.Lines[number]).ToString(), NoticeText.Line(problem, MaxProblem), NoticeText.Capital(action));
    }
}
