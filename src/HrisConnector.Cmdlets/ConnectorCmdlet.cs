using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Cmdlets;

/// <summary>A cmdlet that works on one connector: the same for the whole pipeline.</summary>
public abstract class ConnectorCmdlet : AsyncPSCmdlet
{
    /// <summary>The configuration file of the connector; without it, the connector <c>default</c> with the embedded directory.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConfigurationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

    /// <summary>The connector, from <see cref="BeginProcessing"/> on.</summary>
    private protected Connector Connector { get; private set; } = null!;

    /// <summary>Reads the configuration: its faults end the pipeline before anything was done.</summary>
    protected override void BeginProcessing()
    {
        var path = Configuration is null ? null : this.RequiredConfiguration(Configuration);
        ConnectorConfiguration? configuration = null;
        Run((_, _) =>
        {
            configuration = ConnectorConfiguration.Load(path);
            return Task.CompletedTask;
        });
        Connector = new Connector(configuration!, Given(configuration!));
    }

    /// <summary>What wins over the secrets of the configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    private protected virtual GivenSecrets Given(ConnectorConfiguration configuration) => new();
}
