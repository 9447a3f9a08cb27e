using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Completion;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Cmdlets.Secrets;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;

namespace HrisConnector.Cmdlets;

/// <summary>Tries a configuration for real: file, source, host key, credentials, keys, directory, groups, mail server and disk. One
/// <see cref="HrisConfigurationCheck"/> per check. Nothing is changed and nothing is sent.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HrisConfiguration")]
[OutputType(typeof(HrisConfigurationCheck))]
public sealed class TestHrisConfigurationCommand : AsyncPSCmdlet
{
    private const string Check = "Configuration";

    /// <summary>The configuration file.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The configuration file under the name that it has everywhere, so that a default of the session names it here as well; <see cref="Path"/> wins.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConfigurationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

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
        if (Read() is not { } configuration)
        {
            return;
        }

        var connector = new Connector(configuration, GivenSecret.All(this, configuration, Credential, KeyPassphrase));
        Run((streams, stop) => connector.CheckConfigurationAsync(streams.WriteObject, new StreamsObserver(streams), stop));
    }

    // Null when it cannot be had or has faults: they are findings.
    private ConnectorConfiguration? Read()
    {
        if ((Path ?? Configuration) is not { } given)
        {
            ThrowTerminatingError(ErrorRecords.From(new HrisException(HrisErrors.ConfigurationNotFound, "No configuration file was named.", null)));
            return null;
        }

        ConnectorConfiguration? configuration = null;
        try
        {
            var path = this.ConfigurationPath(given);
            Run((streams, _) =>
            {
                configuration = Connector.TryLoadConfiguration(path, streams.WriteObject);
                return Task.CompletedTask;
            });
        }
        catch (HrisException exception)
        {
            WriteObject(new HrisConfigurationCheck { Check = Check, Status = HrisCheckStatus.Failed, Message = exception.Message, Remedy = exception.Error.Hint });
        }

        return configuration;
    }
}
