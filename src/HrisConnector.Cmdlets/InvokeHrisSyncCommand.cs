using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core.Errors;
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

    /// <summary>How many seconds to wait for another run on the connector, for each file; by default not at all.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int WaitSeconds { get; set; }

    /// <summary>With <c>-WhatIf</c>: where to write the CSV log that the run would write, a new file or an existing folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    private protected override void ProcessFile(SourceFile file) => ProcessAs(file.Path, (options, streams, stop) =>
        SyncAsync(() => Connector.SyncAsync(file, options, new StreamsObserver(streams), stop), file.Path, streams));

    // A night without a source is a failed run like any other: in the history, and with a notice.
    private protected override void ReportSourceFailure(HrisException failure)
    {
        if (ErrorRecords.EndsThePipeline(failure))
        {
            base.ReportSourceFailure(failure);
        }

        ProcessAs(failure.Target?.ToString() ?? "the source", (options, streams, stop) =>
            SyncAsync(() => Connector.FailAsync(failure, options, new StreamsObserver(streams), stop), failure.Target, streams));
    }

    private void ProcessAs(string target, Func<SyncOptions, CmdletStreams, CancellationToken, Task> work)
    {
        var confirmed = ShouldProcess(
            $"Performing the operation \"Synchronize the users with the directory\" on target \"{target}\".",
            $"Synchronize the users of {target} with the directory?",
            "Invoke-HrisSync",
            out var reason);
        if (!confirmed && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        if (confirmed && LogPath is not null)
        {
            WriteWarning("-LogPath is for previews (-WhatIf): the logs of this run are where its result says.");
        }

        var log = LogPath is null ? null : this.RequiredPath(LogPath);
        var options = new SyncOptions(Full.IsPresent, Force.IsPresent, Preview: !confirmed, TimeSpan.FromSeconds(WaitSeconds), log);
        Run((streams, stop) => work(options, streams, stop));
    }

    private async Task SyncAsync(Func<Task<SyncResult>> sync, object? target, CmdletStreams streams)
    {
        try
        {
            var result = await sync().ConfigureAwait(false);
            IsSourceThere = result.Error is not { } error || !HrisErrors.IsOfTheConnection(error.Error);
            streams.WriteResult(result, target);
        }
        catch (HrisException taken) when (taken.Error == HrisErrors.SourceTaken)
        {
            // What was to be done is done, by somebody else.
            streams.WriteWarning(taken.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !ErrorRecords.EndsThePipeline(exception))
        {
            streams.WriteError(exception, target);
        }
    }
}
