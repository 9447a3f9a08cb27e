using System;
using System.Linq;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A message's session key, encrypted for one recipient (RFC 9580, section 5.1; ECDH: section 11.5).</summary>
internal sealed class EncryptedSessionKey
{
    private const int SupportedVersion = 3;
    private const string Curve25519 = "1.3.6.1.4.1.3029.1.5.1"; // the name that gpg gives it
    private static readonly byte[] AnonymousSender = "Anonymous Sender    "u8.ToArray();
    private readonly byte[] _body;

    private EncryptedSessionKey(byte[] body)
    {
        _body = body;
        for (var i = 1; i <= 8; i++)
            KeyId = (KeyId << 8) | body[i];
    }

    /// <summary>The key that it is encrypted for; zero when the sender hides it.</summary>
    public long KeyId { get; }

    /// <summary>Whether the sender hides the recipient.</summary>
    public bool IsHidden => KeyId == 0;

    /// <summary>What kind of key it is encrypted for.</summary>
    private PublicKeyAlgorithmTag Algorithm => (PublicKeyAlgorithmTag)_body[9];

    /// <summary>Reads a packet.</summary>
    /// <returns>Null for a version that is not supported.</returns>
    public static EncryptedSessionKey? From(byte[] body) => body.Length >= 12 && body[0] == SupportedVersion ? new EncryptedSessionKey(body) : null;

    /// <summary>Decrypts it.</summary>
    /// <returns>Null when this is not possible: the packet is damaged, or it is for another key.</returns>
    /// <exception cref="MessageFault">The kind of key or the cipher is not supported.</exception>
    public SessionKey? Decrypt(PgpPrivateKey key)
    {
        try
        {
            return Algorithm switch
            {
                PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt when key.Key is RsaKeyParameters => SessionKey.From(DecryptRsa(key)),
                PublicKeyAlgorithmTag.ECDH when key.PublicKeyPacket.Key is ECDHPublicBcpgKey publicKey => SessionKey.From(DecryptEcdh(key, publicKey)),
                PublicKeyAlgorithmTag.RsaGeneral or PublicKeyAlgorithmTag.RsaEncrypt or PublicKeyAlgorithmTag.ECDH => null,
                _ when IsHidden => null,
                _ => throw MessageFault.NotSupported($"The message is encrypted for a kind of key that is not supported (number {(int)Algorithm})."),
            };
        }
        catch (Exception e) when (e is not (MessageFault or OutOfMemoryException))
        {
            // What a damaged packet does to the arithmetic is of any type.
            return null;
        }
    }

    private byte[] DecryptRsa(PgpPrivateKey key)
    {
        var cipher = CipherUtilities.GetCipher("RSA//PKCS1Padding");
        cipher.Init(forEncryption: false, key.Key);
        return cipher.DoFinal(Mpi(out _));
    }

    private byte[] DecryptEcdh(PgpPrivateKey key, ECDHPublicBcpgKey publicKey)
    {
        var point = Mpi(out var next);
        var wrapped = Part(next + 1, _body[next]);
        var secret = Agree(key, publicKey, point);
        var wrapKey = DeriveKey(key.PublicKeyPacket, publicKey, secret);
        try
        {
            var wrapper = new AesWrapEngine();
            wrapper.Init(forWrapping: false, new KeyParameter(wrapKey));
            var padded = wrapper.Unwrap(wrapped, 0, wrapped.Length);
            var padding = padded[padded.Length - 1];
            if (padding == 0 || padding >= padded.Length || padded.Skip(padded.Length - padding).Any(value => value != padding))
                return [];
            var data = new byte[padded.Length - padding];
            Buffer.BlockCopy(padded, 0, data, 0, data.Length);
            Array.Clear(padded, 0, padded.Length);
            return data;
        }
        finally
        {
            Array.Clear(secret, 0, secret.Length);
            Array.Clear(wrapKey, 0, wrapKey.Length);
        }
    }

    private static byte[] Agree(PgpPrivateKey key, ECDHPublicBcpgKey publicKey, byte[] point)
    {
        if (EdECObjectIdentifiers.id_X25519.Equals(publicKey.CurveOid) || publicKey.CurveOid.Id == Curve25519)
        {
            // The point has a byte in front that says that it is in the curve's own form.
            if (point.Length != 1 + X25519PublicKeyParameters.KeySize || point[0] != 0x40)
                throw new ArgumentException("No point of the curve.");
            var agreement = new X25519Agreement();
            agreement.Init(key.Key);
            var secret = new byte[agreement.AgreementSize];
            agreement.CalculateAgreement(new X25519PublicKeyParameters(point, 1), secret, 0);
            return secret;
        }

        var domain = ((ECPrivateKeyParameters)key.Key).Parameters;
        var basic = new ECDHBasicAgreement();
        basic.Init(key.Key);
        BigInteger shared = basic.CalculateAgreement(new ECPublicKeyParameters(domain.Curve.DecodePoint(point), domain));
        return BigIntegers.AsUnsignedByteArray(basic.GetFieldSize(), shared);
    }

    private static byte[] DeriveKey(PublicKeyPacket packet, ECDHPublicBcpgKey publicKey, byte[] secret)
    {
        var curve = publicKey.CurveOid.GetEncoded();
        var fingerprint = PgpPublicKey.CalculateFingerprint(packet);
        byte[] parameters =
        [
            .. curve.Skip(1), (byte)PublicKeyAlgorithmTag.ECDH, 3, 1, (byte)publicKey.HashAlgorithm, (byte)publicKey.SymmetricKeyAlgorithm,
            .. AnonymousSender, .. fingerprint,
        ];
        var digest = DigestUtilities.GetDigest(PgpUtilities.GetDigestName(publicKey.HashAlgorithm));
        digest.BlockUpdate([0, 0, 0, 1], 0, 4);
        digest.BlockUpdate(secret, 0, secret.Length);
        digest.BlockUpdate(parameters, 0, parameters.Length);
        var hash = DigestUtilities.DoFinal(digest);
        var key = new byte[SymmetricCiphers.KeySize(publicKey.SymmetricKeyAlgorithm)];
        Buffer.BlockCopy(hash, 0, key, 0, key.Length);
        Array.Clear(hash, 0, hash.Length);
        return key;
    }

    // A number with its length in bits in front; the first is behind the algorithm.
    private byte[] Mpi(out int next)
    {
        const int start = 10;
        var bytes = ((_body[start] << 8 | _body[start + 1]) + 7) / 8;
        next = start + 2 + bytes;
        return Part(start + 2, bytes);
    }

    private byte[] Part(int start, int count)
    {
        var part = new byte[count];
        Buffer.BlockCopy(_body, start, part, 0, count);
        return part;
    }
}
