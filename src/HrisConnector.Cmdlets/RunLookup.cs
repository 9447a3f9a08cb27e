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
        foreach (var id in ids)
        {
            stop.ThrowIfCancellationRequested();
            if (connector.GetRuns(new RunQuery(Id: id)).FirstOrDefault() is { } run)
            {
                yield return run;
            }
            else
            {
                streams.WriteError(new HrisException(HrisErrors.RunNotFound, $"The history has no synchronization with the id {id}.", id));
            }
        }
    }
}
