using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;

namespace HrisConnector.Cmdlets;

/// <summary>Checks a group rules file and changes nothing: one <see cref="HrisGroupRuleReport"/> per rule, and an error for each fault with its
/// line. With a users file it also says whom each rule takes and, in a last object without a rule, whom none takes.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HrisGroupRule")]
[OutputType(typeof(HrisGroupRuleReport))]
public sealed class TestHrisGroupRuleCommand : DirectoryCmdlet
{
    /// <summary>The rules file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A users file on which the rules are tried.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? CsvPath { get; set; }

    /// <summary>Checks the file.</summary>
    protected override void ProcessRecord()
    {
        var path = this.RequiredPath(Path);
        var users = CsvPath is null ? null : this.RequiredPath(CsvPath);
        Run((streams, stop) => CheckAsync(path, users, streams, stop));
    }

    private async Task CheckAsync(string path, string? users, CmdletStreams streams, CancellationToken stop)
    {
        try
        {
            var found = await Connector.CheckGroupRulesAsync(path, users, new StreamsObserver(streams), stop).ConfigureAwait(false);

            // The objects first: with -ErrorAction Stop nothing is written after the first fault.
            foreach (var rule in found.Rules)
            {
                streams.WriteObject(rule);
            }

            foreach (var fault in found.Faults)
            {
                streams.WriteError(fault, path);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !ErrorRecords.EndsThePipeline(exception))
        {
            streams.WriteError(exception, path);
        }
    }
}
