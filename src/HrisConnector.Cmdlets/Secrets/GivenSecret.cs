using System.Management.Automation;
using System.Net;
using System.Security;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Cmdlets.Secrets;

/// <summary>Secrets that come in by a parameter.</summary>
internal static class GivenSecret
{
    /// <summary>What a cmdlet was given, and the vaults of its session.</summary>
    /// <param name="cmdlet">The cmdlet, on its own thread.</param>
    /// <param name="configuration">The configuration whose secrets are looked for in the vaults.</param>
    /// <param name="credential">Its <c>-Credential</c>.</param>
    /// <param name="keyPassphrase">Its <c>-KeyPassphrase</c>.</param>
    public static GivenSecrets All(PSCmdlet cmdlet, ConnectorConfiguration configuration, PSCredential? credential, SecureString? keyPassphrase) => new()
    {
        SftpUserName = string.IsNullOrEmpty(credential?.UserName) ? null : credential!.UserName,
        SftpPassword = From(credential?.Password),
        KeyPassphrase = From(keyPassphrase),
        Vault = SessionVault.Fetch(cmdlet, configuration.SecretReferences),
    };

    /// <summary>The secret; null when none was given or it is empty.</summary>
    private static Secret? From(SecureString? secure) => secure is { Length: > 0 } ? new Secret(Text(secure)) : null;

    /// <summary>The text of a protected string.</summary>
    public static string Text(SecureString secure) => new NetworkCredential("", secure).Password;
}
