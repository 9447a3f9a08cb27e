using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Utilities.Encoders;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>How keys are named in messages: as gpg shows them.</summary>
internal static class KeyNames
{
    /// <summary>The number of a key, of 16 hexadecimal digits.</summary>
    public static string Of(long keyId) => keyId.ToString("X16", CultureInfo.InvariantCulture);

    /// <summary>The fingerprint of a key.</summary>
    public static string FingerprintOf(PgpPublicKey key) => Hex.ToHexString(key.GetFingerprint()).ToUpperInvariant();

    /// <summary>Several keys; not more of them than a person reads.</summary>
    public static string Of(IEnumerable<long> keyIds)
    {
        const int shown = 8;
        var names = keyIds.Distinct().Select(Of).ToArray();
        return (names.Length == 1 ? "the key " : "the keys ") + string.Join(", ", names.Take(shown))
            + (names.Length > shown ? $" and {names.Length - shown} more" : "");
    }
}
