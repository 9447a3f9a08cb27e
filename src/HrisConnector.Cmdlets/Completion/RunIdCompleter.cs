using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using HrisConnector.Core.History;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>The numbers of the connector's runs, newest first, with what tells them apart.</summary>
internal sealed class RunIdCompleter : BoundedCompleter
{
    // A number that is typed may be that of an old run, but not of any.
    private const int Newest = 5000;

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Find(TypedLine line) =>
        from run in line.Connector.PeekRuns(new RunQuery(Last: line.Word.Length == 0 ? Most : Newest))
        let id = run.Id.ToString(CultureInfo.InvariantCulture)
        where Begins(id, line.Word)
        select Offer(id, string.Format(CultureInfo.InvariantCulture, "{0:yyyy-MM-dd HH:mm}  {1}  {2}", run.StartDate.ToLocalTime(), File(run), Words(run.Status)));

    private static string File(HrisSync run) => run.UndoOf is { } undone ? $"Undo of {undone}: {run.File}" : run.File;

    // The words that people know (behaviour.md §6).
    private static string Words(HrisSyncStatus status) => status switch
    {
        HrisSyncStatus.Running => "Running",
        HrisSyncStatus.Success => "Successful",
        HrisSyncStatus.Warning => "Successful with error(s)",
        _ => "Failed",
    };
}
