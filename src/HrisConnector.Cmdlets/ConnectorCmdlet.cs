using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Cmdlets;

/// <summary>A cmdlet that works on one connector: the same for the whole pipeline.</summary>
public abstract class ConnectorCmdlet : AsyncPSCmdlet
{
    /// <summary>The configuration file of the connector; without it, the connector <c>default</c> with the embedded directory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

    /// <summary>The connector, from <see cref="BeginProcessing"/> on.</summary>
    private protected Connector Connector { get; private set; } = null!;

    /// <summary>Reads the configuration: its faults end the pipeline before anything was done.</summary>
    protected override void BeginProcessing()
    {
        var path = Configuration is null ? null : this.RequiredPath(Configuration);
        Run((_, _) =>
        {
            Connector = new Connector(ConnectorConfiguration.Load(path));
            return Task.CompletedTask;
        });
    }
}
