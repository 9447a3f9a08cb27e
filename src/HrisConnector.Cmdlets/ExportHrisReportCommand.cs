using System;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core.Report;

namespace HrisConnector.Cmdlets;

/// <summary>Writes a report of the synchronizations for a browser and gives the file.</summary>
[Cmdlet(VerbsData.Export, "HrisReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHrisReportCommand : ConnectorCmdlet
{
    /// <summary>The HTML file to write, or an existing folder in which a file with the date in its name is made.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>How many of the newest synchronizations the chart shows. The list shows all of them.</summary>
    [Parameter]
    [ValidateRange(1, 366)]
    public int Last { get; set; } = 30;

    /// <summary>Leaves out the unique identifiers, names and e-mail addresses of users: of a faulty line, its number and its cause stay.</summary>
    [Parameter]
    public SwitchParameter Anonymous { get; set; }

    /// <summary>Replaces an existing file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the file.</summary>
    protected override void ProcessRecord()
    {
        var destination = Destination();
        if (!ShouldProcess(destination, $"Export a report of the connector '{Connector.Configuration.Connector}'"))
        {
            return;
        }

        var options = new ReportOptions(Last, Anonymous.IsPresent, Force.IsPresent);
        Run((streams, stop) =>
        {
            Connector.WriteReport(destination, options, new StreamsObserver(streams), stop);
            streams.WriteObject(new FileInfo(destination));
            return Task.CompletedTask;
        });
    }

    private string Destination()
    {
        var path = this.RequiredPath(Path);
        return Directory.Exists(path)
            ? System.IO.Path.Combine(path, string.Format(CultureInfo.InvariantCulture, "hris-report-{0:yyyyMMdd-HHmmss}.html", DateTime.Now))
            : path;
    }
}
