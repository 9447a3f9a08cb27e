using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads how received files are decrypted.</summary>
internal static class EncryptionReader
{
    // A fingerprint of 160 bits, or of 256 for keys of version 6.
    private static readonly Regex Fingerprint = new("^(?:[0-9A-F]{40}|[0-9A-F]{64})\\z", RegexOptions.CultureInvariant);

    /// <summary>The encryption; null when there is none or it is switched off.</summary>
    public static EncryptionConfiguration? Read(JsonSection root)
    {
        var section = root.Section("encryption");
        if (section is null)
            return null;
        var enabled = section.Flag("enabled") ?? true;
        var key = section.Path("privateKeyFile");
        if (enabled && key is null)
            section.Fault("privateKeyFile", "is missing");
        var signerKeys = section.Paths("signerKeyFiles");
        var signers = (section.Texts("trustedSigners") ?? []).Select(signer => signer.Replace(" ", "").ToUpperInvariant()).ToArray();
        foreach (var signer in signers.Where(signer => !Fingerprint.IsMatch(signer)))
            section.Fault("trustedSigners", $"holds '{signer}', which is no fingerprint of 40 hexadecimal digits");
        if (signers.Length > 0 && signerKeys.Count == 0)
            section.Fault("signerKeyFiles", "is missing: a signature of the trustedSigners is verified with their public keys");
        var result = new EncryptionConfiguration(
            key ?? "",
            SecretReader.Read(section, "passphrase"),
            signerKeys,
            signers,
            section.Flag("decryptionErrorsInLogs") ?? true,
            (int?)section.Number("maxDecryptedMegabytes", 1, 1048576, whole: true) ?? EncryptionConfiguration.DefaultMaxDecryptedMegabytes);
        section.RefuseUnknown();
        return enabled ? result : null;
    }
}
