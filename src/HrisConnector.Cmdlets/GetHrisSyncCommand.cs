using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Core.History;

namespace HrisConnector.Cmdlets;

/// <summary>Shows the synchronizations of the connector's history, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "HrisSync", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(HrisSync))]
public sealed class GetHrisSyncCommand : ConnectorCmdlet
{
    private const string FilterSet = "Filter";
    private const string IdSet = "Id";

    /// <summary>The numbers of the synchronizations wanted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Only those that stand so.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    public HrisSyncStatus[]? Status { get; set; }

    /// <summary>At most so many, the newest ones.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Only those that began at this local time or later.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? After { get; set; }

    /// <summary>Only those that began before this local time.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public DateTime? Before { get; set; }

    /// <summary>Reads the history.</summary>
    protected override void ProcessRecord() => Run((streams, stop) =>
    {
        if (ParameterSetName == IdSet)
        {
            WriteById(streams, stop);
        }
        else
        {
            WriteFiltered(streams, stop);
        }

        return Task.CompletedTask;
    });

    private void WriteById(CmdletStreams streams, CancellationToken stop)
    {
        foreach (var run in RunLookup.Find(Connector, Id.Distinct().OrderByDescending(id => id), streams, stop))
        {
            streams.WriteObject(run);
        }
    }

    private void WriteFiltered(CmdletStreams streams, CancellationToken stop)
    {
        // A date of the command line is local unless it says otherwise; the history is in UTC.
        var query = new RunQuery(After: After?.ToUniversalTime(), Before: Before?.ToUniversalTime());
        foreach (var run in WithStatus(query))
        {
            stop.ThrowIfCancellationRequested();
            streams.WriteObject(run);
        }
    }

    private IEnumerable<HrisSync> WithStatus(RunQuery query)
    {
        if (Status is null or { Length: 1 })
        {
            return Connector.GetRuns(query with { Status = Status?[0], Last = Last });
        }

        var runs = Connector.GetRuns(query).Where(run => Status.Contains(run.Status));
        return Last is { } last ? runs.Take(last) : runs;
    }
}
