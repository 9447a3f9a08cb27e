using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Core;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;

namespace HrisConnector.Cmdlets;

/// <summary>Finds synchronizations by their numbers; an unknown number is an error that does not keep the others back.</summary>
internal static class RunLookup
{
    /// <summary>The synchronizations that exist, in the order of the numbers.</summary>
    public static IEnumerable<HrisSync> Find(Connector connector, IEnumerable<long> ids, CmdletStreams streams, CancellationToken stop)
    {
        var wanted = ids.ToArray();
        var found = FindAll(connector, wanted, stop);
        foreach (var id in wanted)
        {
            stop.ThrowIfCancellationRequested();
            if (found.TryGetValue(id, out var run))
            {
                yield return run;
            }
            else
            {
                streams.WriteError(new HrisException(HrisErrors.RunNotFound, $"The history has no synchronization with the id {id}.", id));
            }
        }
    }

    // Opening the store for each number costs more than reading a history of years once, newest first, until all are found.
    private static Dictionary<long, HrisSync> FindAll(Connector connector, long[] ids, CancellationToken stop)
    {
        var missing = new HashSet<long>(ids);
        var found = new Dictionary<long, HrisSync>();
        foreach (var run in connector.GetRuns(ids.Length == 1 ? new RunQuery(Id: ids[0]) : new RunQuery()))
        {
            stop.ThrowIfCancellationRequested();
            if (missing.Remove(run.Id))
            {
                found.Add(run.Id, run);
            }

            if (missing.Count == 0)
            {
                break;
            }
        }

        return found;
    }
}
