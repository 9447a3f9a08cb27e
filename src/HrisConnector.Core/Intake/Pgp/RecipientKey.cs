using System.Collections.Generic;
using System.Linq;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Picks the key of a public key file for which a message is encrypted.</summary>
internal static class RecipientKey
{
    private const int MinRsaBits = 2048;

    /// <summary>The newest key of the file that can encrypt: a subkey, or else the primary key itself.</summary>
    /// <exception cref="MessageFault">The file cannot be used; says why.</exception>
    public static PgpPublicKey Load(string path)
    {
        var rings = KeyFile.ReadPublic(path);
        if (rings.Count > 1)
            throw MessageFault.Key($"The file {path} holds {rings.Count} public keys, and it must be clear who can read the message: give one file for each receiver.");
        var primary = rings[0].GetPublicKey();
        var faults = new List<string>();
        foreach (var key in rings[0].GetPublicKeys().OrderBy(key => key.IsMasterKey).ThenByDescending(key => key.CreationTime))
        {
            if (Fault(key, primary) is not { } fault)
                return key;
            faults.Add($"{KeyNames.Of(key.KeyId)} {fault}");
        }

        throw MessageFault.Key($"The public key in the file {path} cannot encrypt: {string.Join(", ", faults)}.");
    }

    private static string? Fault(PgpPublicKey key, PgpPublicKey primary) => key.Algorithm switch
    {
        PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt when key.BitStrength < MinRsaBits => $"is an RSA key of {key.BitStrength} bits, and {MinRsaBits} are needed",
        PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt or PublicKeyAlgorithmTag.ECDH =>
            KeyValidity.Fault(key, primary, PgpKeyFlags.CanEncryptCommunications | PgpKeyFlags.CanEncryptStorage),
        _ => "is not for encryption",
    };
}
