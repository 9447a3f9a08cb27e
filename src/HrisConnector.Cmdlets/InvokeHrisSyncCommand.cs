using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;

namespace HrisConnector.Cmdlets;

/// <summary>Synchronizes users files with the directory: one <see cref="HrisSync"/> per file. With <c>-WhatIf</c> everything is
/// done but the writing, and the result shows what a run would do.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "HrisSync", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HrisSync))]
public sealed class InvokeHrisSyncCommand : UsersFileCmdlet
{
    /// <summary>Compares every line with the directory itself, not with what was last sent.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    /// <summary>Lets this run pass the safety limits.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessFile(SourceFile file)
    {
        var confirmed = ShouldProcess(
            $"Performing the operation \"Synchronize the users with the directory\" on target \"{file.Path}\".",
            $"Synchronize the users of {file.Path} with the directory?",
            "Invoke-HrisSync",
            out var reason);
        if (!confirmed && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        var full = Full.IsPresent;
        var force = Force.IsPresent;
        Run((streams, stop) => SyncAsync(file, new SyncOptions(full, force, Preview: !confirmed), streams, stop));
    }

    private async Task SyncAsync(SourceFile file, SyncOptions options, CmdletStreams streams, CancellationToken stop)
    {
        try
        {
            var result = await Connector.SyncAsync(file, options, new StreamsObserver(streams), stop).ConfigureAwait(false);

            // The result first: with -ErrorAction Stop nothing is written after the error.
            streams.WriteObject(result.Sync);
            if (result.Error is not null)
            {
                streams.WriteError(result.Error, file.Path);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !ErrorRecords.EndsThePipeline(exception))
        {
            streams.WriteError(exception, file.Path);
        }
    }
}
