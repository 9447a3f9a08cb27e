using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Intake;

namespace HrisConnector.Cmdlets;

/// <summary>Checks users files without a look at the directory and without any change: one <see cref="HrisCsvReport"/> per file.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HrisCsv", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HrisCsvReport), typeof(bool))]
public sealed class TestHrisCsvCommand : UsersFileCmdlet
{
    /// <summary>Gives only true or false for each file: whether every line can be synchronized.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void ProcessFile(SourceFile file)
    {
        var quiet = Quiet.IsPresent;
        Run((streams, stop) => CheckAsync(file, quiet, streams, stop));
    }

    private protected override void ReportNoFile(ErrorRecord record)
    {
        if (Quiet.IsPresent)
        {
            WriteObject(false);
        }

        base.ReportNoFile(record);
    }

    private async Task CheckAsync(SourceFile file, bool quiet, CmdletStreams streams, CancellationToken stop)
    {
        try
        {
            var report = await Connector.CheckCsvAsync(file, new StreamsObserver(streams), stop).ConfigureAwait(false);
            streams.WriteObject(quiet ? report.IsValid : report);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !ErrorRecords.EndsThePipeline(exception))
        {
            if (quiet)
            {
                streams.WriteObject(false);
            }

            streams.WriteError(exception, file.Path);
        }
    }
}
