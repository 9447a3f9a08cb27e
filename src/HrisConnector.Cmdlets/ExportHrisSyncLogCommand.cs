using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;

namespace HrisConnector.Cmdlets;

/// <summary>Puts the logs of synchronizations in a ZIP file and gives the file.</summary>
[Cmdlet(VerbsData.Export, "HrisSyncLog", DefaultParameterSetName = InputSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHrisSyncLogCommand : AsyncPSCmdlet
{
    private const string InputSet = "InputObject";
    private const string IdSet = "Id";

    private readonly List<HrisSync> _runs = [];

    /// <summary>The synchronizations, as <c>Invoke-HrisSync</c> and <c>Get-HrisSync</c> give them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public HrisSync[] InputObject { get; set; } = [];

    /// <summary>The numbers of the synchronizations.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(RunIdCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The configuration file of the connector whose synchronizations <c>-Id</c> means.</summary>
    /// <remarks>In both sets: as a default of the session it must not choose one.</remarks>
    [Parameter]
    [ArgumentCompleter(typeof(ConfigurationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

    /// <summary>The ZIP file to write, or an existing folder in which a file with the date in its name is made.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string DestinationPath { get; set; } = "";

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Exports the CSV logs as stored, without taking the edge off cells that a spreadsheet would run as formulas.</summary>
    [Parameter]
    public SwitchParameter Exact { get; set; }

    /// <summary>Collects the synchronizations.</summary>
    protected override void ProcessRecord() => _runs.AddRange(InputObject);

    /// <summary>Writes the file.</summary>
    protected override void EndProcessing()
    {
        if (ParameterSetName == IdSet)
        {
            FindRuns();
        }

        foreach (var preview in _runs.Where(run => run.Planned))
        {
            WriteError(ErrorRecords.From(new HrisException(HrisErrors.LogNotFound, $"A preview of {preview.File} has no logs.", preview)));
        }

        _runs.RemoveAll(run => run.Planned);
        if (_runs.Count == 0)
        {
            WriteWarning("There is no synchronization to export: no file was written.");
            return;
        }

        var destination = Destination();
        if (ShouldProcess(destination, $"Export the logs of {_runs.Count} synchronization(s)"))
        {
            var force = Force.IsPresent;
            var exact = Exact.IsPresent;
            Run((streams, stop) =>
            {
                streams.WriteObject(new FileInfo(LogExport.Write(_runs, destination, force, exact, new StreamsObserver(streams), stop)));
                return Task.CompletedTask;
            });
        }
    }

    private void FindRuns()
    {
        var configuration = Configuration is null ? null : this.RequiredConfiguration(Configuration);
        Run((streams, stop) =>
        {
            var connector = new Connector(ConnectorConfiguration.Load(configuration));
            _runs.AddRange(RunLookup.Find(connector, Id.Distinct(), streams, stop));
            return Task.CompletedTask;
        });
    }

    private string Destination()
    {
        var path = this.RequiredPath(DestinationPath);
        return Directory.Exists(path)
            ? Path.Combine(path, string.Format(CultureInfo.InvariantCulture, "hris-sync-logs-{0:yyyyMMdd-HHmmss}.zip", DateTime.Now))
            : path;
    }
}
