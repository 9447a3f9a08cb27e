using System.Management.Automation;
using System.Security;
using HrisConnector.Cmdlets.Secrets;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Cmdlets;

/// <summary>A cmdlet that goes to where the files come from, and so needs the connector's secrets.</summary>
public abstract class SecretsCmdlet : ConnectorCmdlet
{
    /// <summary>The account and password of the SFTP server; they win over the configuration.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The passphrase of the private key that decrypts files; it wins over the configuration.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? KeyPassphrase { get; set; }

    /// <inheritdoc/>
    private protected sealed override GivenSecrets Given(ConnectorConfiguration configuration) =>
        GivenSecret.All(this, configuration, Credential, KeyPassphrase);
}
