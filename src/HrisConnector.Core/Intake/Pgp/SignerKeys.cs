using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The keys whose signatures are trusted: those with a trusted fingerprint, and the subkeys of such a primary key.</summary>
internal sealed class SignerKeys
{
    private readonly Dictionary<long, (PgpPublicKey Key, PgpPublicKey Primary)> _keys = [];

    private SignerKeys()
    {
    }

    /// <summary>Reads the keys.</summary>
    /// <param name="paths">The files of public keys.</param>
    /// <param name="trusted">The fingerprints.</param>
    /// <returns>Null when no fingerprint is given: then nobody asks for signatures.</returns>
    /// <exception cref="MessageFault">A file cannot be used, or none holds one of the fingerprints.</exception>
    public static SignerKeys? Load(IReadOnlyList<string> paths, IReadOnlyList<string> trusted)
    {
        if (trusted.Count == 0)
            return null;
        var missing = new HashSet<string>(trusted);
        var keys = new SignerKeys();
        foreach (var ring in paths.SelectMany(KeyFile.ReadPublic))
        {
            var primary = ring.GetPublicKey();
            var isPrimaryTrusted = trusted.Contains(KeyNames.FingerprintOf(primary));
            foreach (var key in ring.GetPublicKeys())
            {
                var fingerprint = KeyNames.FingerprintOf(key);
                missing.Remove(fingerprint);
                if (isPrimaryTrusted || trusted.Contains(fingerprint))
                    keys._keys[key.KeyId] = (key, primary);
            }
        }

        return missing.Count == 0 ? keys : throw MessageFault.Key($"The trusted signer {missing.First()} is in none of the files of signerKeyFiles.");
    }

    /// <summary>The key of a signature.</summary>
    /// <returns>Null when it is not trusted.</returns>
    public PgpPublicKey? Find(long keyId) => _keys.TryGetValue(keyId, out var found) ? found.Key : null;

    /// <summary>Why a trusted key may no longer sign; null when it may.</summary>
    public MessageFault? FaultOf(long keyId)
    {
        var (key, primary) = _keys[keyId];
        return KeyValidity.Fault(key, primary, PgpKeyFlags.CanSign) is { } fault
            ? new(HrisErrors.SignerNotTrusted, $"The key {KeyNames.Of(keyId)}, which signed it, {fault}.")
            : null;
    }
}
