using System;
using System.Linq;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Whether a public key may be used today: not revoked, not expired, bound to its primary key, and meant for the purpose.</summary>
internal static class KeyValidity
{
    private static readonly int[] SelfCertifications =
        [PgpSignature.DirectKey, PgpSignature.PositiveCertification, PgpSignature.CasualCertification, PgpSignature.NoCertification, PgpSignature.DefaultCertification];

    /// <summary>What forbids the use of a key.</summary>
    /// <param name="key">A primary key or a subkey.</param>
    /// <param name="primary">Its primary key.</param>
    /// <param name="purpose">Flags of which it must have one.</param>
    /// <returns>For example <c>has expired</c>; null when nothing does.</returns>
    public static string? Fault(PgpPublicKey key, PgpPublicKey primary, int purpose)
    {
        if (key.HasRevocation() || primary.HasRevocation())
            return "was revoked";
        var own = key.IsMasterKey ? Newest(key, SelfCertifications, _ => true) : Newest(key, [PgpSignature.SubkeyBinding], signature => Binds(signature, key, primary));
        if (own is null)
            return key.IsMasterKey ? "is not certified by itself" : "is not bound to its primary key";
        if (HasExpired(primary) || HasExpired(key))
            return "has expired";
        var flags = own.GetHashedSubPackets()?.GetKeyFlags() ?? 0;
        return flags != 0 && (flags & purpose) == 0 ? "is not meant for this" : null;
    }

    private static PgpSignature? Newest(PgpPublicKey key, int[] types, Func<PgpSignature, bool> isValid) => types
        .SelectMany(type => key.GetSignaturesOfType(type))
        .Where(signature => !key.IsMasterKey || signature.KeyId == key.KeyId)
        .Where(isValid)
        .OrderByDescending(signature => signature.CreationTime)
        .FirstOrDefault();

    private static bool Binds(PgpSignature signature, PgpPublicKey key, PgpPublicKey primary)
    {
        try
        {
            signature.InitVerify(primary);
            return signature.VerifyCertification(primary, key);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static bool HasExpired(PgpPublicKey key)
    {
        var seconds = key.GetValidSeconds();
        return seconds > 0 && (DateTime.UtcNow - key.CreationTime.ToUniversalTime()).TotalSeconds >= seconds;
    }
}
