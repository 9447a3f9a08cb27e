using System.Linq;
using HrisConnector.Cmdlets.Secrets;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Cmdlets;

/// <summary>A cmdlet that works with the connector's directory, and not with its source: of the configured secrets it needs the platform's alone.</summary>
public abstract class DirectoryCmdlet : ConnectorCmdlet
{
    /// <inheritdoc/>
    private protected sealed override GivenSecrets Given(ConnectorConfiguration configuration) =>
        new() { Vault = SessionVault.Fetch(this, new[] { configuration.Platform?.ClientSecret }.OfType<SecretReference>()) };
}
