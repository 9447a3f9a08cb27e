namespace HrisConnector.Core.Configuration;

/// <summary>Where a secret is kept. It is never in the configuration itself (configuration.md).</summary>
public enum SecretKind
{
    /// <summary>In an environment variable.</summary>
    Environment,

    /// <summary>In a file that its owner alone can read.</summary>
    File,

    /// <summary>In a vault of SecretManagement that the session knows.</summary>
    Vault,
}
