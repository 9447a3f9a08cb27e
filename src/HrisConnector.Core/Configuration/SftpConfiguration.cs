using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>An SFTP server to which the HR system uploads its files.</summary>
/// <param name="Host">The name or address of the server.</param>
/// <param name="Port">The port of the server.</param>
/// <param name="Path">The folder on the server; <c>.</c> is the one in which the account arrives.</param>
/// <param name="UserName">The account; null when the caller gives it.</param>
/// <param name="HostKeys">The pinned SHA-256 fingerprints, <c>SHA256:</c> and 43 characters of Base64; one of them must be the server's.</param>
/// <param name="PrivateKeyFile">The full path of the key that signs in; null for none.</param>
/// <param name="Passphrase">The passphrase of that key; null when it has none.</param>
/// <param name="Password">The password of the account; null for none.</param>
public sealed record SftpConfiguration(
    string Host,
    int Port,
    string Path,
    string? UserName,
    IReadOnlyList<string> HostKeys,
    string? PrivateKeyFile,
    SecretReference? Passphrase,
    SecretReference? Password);
