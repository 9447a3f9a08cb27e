using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Cmdlets.Secrets;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Cmdlets;

/// <summary>Tries a configuration for real: file, source, host key, credentials, keys, directory, groups, mail server and disk. One
/// <see cref="HrisConfigurationCheck"/> per check. Nothing is changed and nothing is sent.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HrisConfiguration")]
[OutputType(typeof(HrisConfigurationCheck))]
public sealed class TestHrisConfigurationCommand : AsyncPSCmdlet
{
    /// <summary>The configuration file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "Configuration")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The account and password of the SFTP server; they win over the configuration.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The passphrase of the private key that decrypts files; it wins over the configuration.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? KeyPassphrase { get; set; }

    /// <summary>Tries one configuration.</summary>
    protected override void ProcessRecord()
    {
        var path = this.RequiredPath(Path);
        ConnectorConfiguration? configuration = null;
        Run((streams, _) =>
        {
            configuration = Connector.TryLoadConfiguration(path, streams.WriteObject);
            return Task.CompletedTask;
        });
        if (configuration is null)
        {
            return;
        }

        var connector = new Connector(configuration, GivenSecret.All(this, configuration, Credential, KeyPassphrase));
        Run((streams, stop) => connector.CheckConfigurationAsync(streams.WriteObject, new StreamsObserver(streams), stop));
    }
}
