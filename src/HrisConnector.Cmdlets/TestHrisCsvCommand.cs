using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Intake;

namespace HrisConnector.Cmdlets;

/// <summary>Checks users files without a look at the directory and without any change: one <see cref="HrisCsvReport"/> per file.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HrisCsv", DefaultParameterSetName = PathSet)]
[OutputType(typeof(HrisCsvReport), typeof(bool))]
public sealed class TestHrisCsvCommand : UsersFileCmdlet
{
    private WildcardPattern[] _columns = [];

    /// <summary>Gives only true or false for each file: whether every line can be synchronized.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Only the issues of these columns; wildcards are allowed. The counts are those of the whole file all the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HeaderCompleter))]
    public string[]? Column { get; set; }

    /// <summary>Reads the patterns of the columns: a faulty one ends the pipeline before a file is read.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _columns = [.. (Column ?? []).Select(Patterns.Of)];
    }

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
            if (Column is not null)
            {
                report.Issues = report.Issues.Where(issue => issue.Column is { } name && _columns.Any(column => column.IsMatch(name))).ToArray();
            }

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
