namespace HrisConnector.Core.Secrets;

/// <summary>The vaults of the session that runs the core.</summary>
public interface ISecretVault
{
    /// <summary>A secret of a vault.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The secret.</returns>
    /// <exception cref="Errors.HrisException"><see cref="Errors.HrisErrors.SecretUnavailable"/>.</exception>
    Secret Find(string name);
}
