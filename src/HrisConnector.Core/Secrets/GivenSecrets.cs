namespace HrisConnector.Core.Secrets;

/// <summary>What the caller gives beside the configuration; it wins over what the configuration says (configuration.md).</summary>
public sealed record GivenSecrets
{
    /// <summary>The account on the SFTP server; null for the configured one.</summary>
    public string? SftpUserName { get; init; }

    /// <summary>The password of that account; null for the configured one.</summary>
    public Secret? SftpPassword { get; init; }

    /// <summary>The passphrase of the key that decrypts files; null for the configured one.</summary>
    public Secret? KeyPassphrase { get; init; }

    /// <summary>The vaults of the session; null when there are none.</summary>
    public ISecretVault? Vault { get; init; }
}
