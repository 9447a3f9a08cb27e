using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>How received files are decrypted. When a connector has it, a plain file is refused (behaviour.md §3).</summary>
/// <param name="PrivateKeyFile">The full path of the armored private key.</param>
/// <param name="Passphrase">The passphrase of the key; null when it has none.</param>
/// <param name="SignerKeyFiles">The full paths of the armored public keys with which signatures are verified.</param>
/// <param name="TrustedSigners">Fingerprints, upper-case hexadecimal without spaces; when not empty an unsigned or otherwise signed file is refused.</param>
/// <param name="DecryptionErrorsInLogs">Whether a run's logs name a failed decryption, or the notice alone.</param>
/// <param name="MaxDecryptedMegabytes">How large a decrypted file may be, in MiB: more is a decompression bomb.</param>
public sealed record EncryptionConfiguration(
    string PrivateKeyFile,
    SecretReference? Passphrase,
    IReadOnlyList<string> SignerKeyFiles,
    IReadOnlyList<string> TrustedSigners,
    bool DecryptionErrorsInLogs,
    int MaxDecryptedMegabytes)
{
    /// <summary>The default limit of a decrypted file, in MiB.</summary>
    public const int DefaultMaxDecryptedMegabytes = 4096;
}
