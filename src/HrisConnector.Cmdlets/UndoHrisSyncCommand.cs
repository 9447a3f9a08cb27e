using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Undo;

namespace HrisConnector.Cmdlets;

/// <summary>Takes finished synchronizations back, user by user, to the values before them: one <see cref="HrisSync"/> per undo. With <c>-WhatIf</c>
/// everything is done but the writing, and the result shows what an undo would do.</summary>
/// <remarks>The impact is medium, as that of the synchronization itself: a scheduled script must never meet a question. <c>-Confirm</c> asks.</remarks>
[Cmdlet(VerbsCommon.Undo, "HrisSync", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HrisSync))]
public sealed class UndoHrisSyncCommand : DirectoryCmdlet
{
    /// <summary>The numbers of the synchronizations, taken back in this order: the newest first.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The name of the connector to which the numbers belong, as piped synchronizations bring it along; another one than the
    /// configuration's is an error. Without it, the configuration's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Connector")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectorNameCompleter))]
    public string? ConnectorName { get; set; }

    /// <summary>Takes back users who were changed since, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Takes each synchronization back in turn; one that cannot be does not keep the others from their turn.</summary>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            if (ConnectorName is { } name && !string.Equals(name, Connector.Configuration.Connector, StringComparison.OrdinalIgnoreCase))
            {
                WriteError(ErrorRecords.From(new HrisException(
                    HrisErrors.RunNotFound, $"Synchronization {id} is of connector '{name}', and the configuration is that of connector '{Connector.Configuration.Connector}'.", id)));
            }
            else
            {
                Undo(id);
            }
        }
    }

    private void Undo(long id)
    {
        var target = $"synchronization {id} of connector '{Connector.Configuration.Connector}'";
        var confirmed = ShouldProcess(
            $"Performing the operation \"Take the users back to the values before\" on target \"{target}\".",
            $"Take the users back to the values before {target}?",
            "Undo-HrisSync",
            out var reason);
        if (!confirmed && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        var options = new UndoOptions(Force.IsPresent, Preview: !confirmed);
        Run((streams, stop) => UndoAsync(id, options, streams, stop));
    }

    private async Task UndoAsync(long id, UndoOptions options, CmdletStreams streams, CancellationToken stop)
    {
        try
        {
            streams.WriteResult(await Connector.UndoAsync(id, options, new StreamsObserver(streams), stop).ConfigureAwait(false), id);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !ErrorRecords.EndsThePipeline(exception))
        {
            streams.WriteError(exception, id);
        }
    }
}
