using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Verifies the signatures of trusted keys while the file goes by; those of other keys say nothing.</summary>
internal sealed class SignatureCheck(SignerKeys keys)
{
    private const int MaxSignatures = 16;
    private static readonly HashAlgorithmTag[] WeakHashes = [HashAlgorithmTag.MD2, HashAlgorithmTag.MD5, HashAlgorithmTag.Sha1, HashAlgorithmTag.RipeMD160];

    // The signatures come behind the file in the reverse order. Those of others keep their places.
    private readonly Stack<PgpOnePassSignature?> _announced = new();
    private readonly List<PgpOnePassSignature> _trusted = [];
    private readonly List<long> _others = [];
    private bool _isTrusted;
    private MessageFault? _bad;
    private MessageFault? _unusable;

    /// <summary>Signatures are announced before the file.</summary>
    /// <exception cref="MessageFault">There are far too many: each costs a hash of the whole file.</exception>
    public void Announce(PgpOnePassSignatureList list)
    {
        if (_announced.Count + list.Count > MaxSignatures)
            throw MessageFault.Invalid("The message has far too many signatures.");
        for (var i = 0; i < list.Count; i++)
        {
            var signature = list[i];
            var key = keys.Find(signature.KeyId);
            var isTrusted = key is not null && Begin(signature, key);
            if (isTrusted)
                _trusted.Add(signature);
            else if (key is null)
                _others.Add(signature.KeyId);
            _announced.Push(isTrusted ? signature : null);
        }
    }

    /// <summary>Goes on with the file.</summary>
    public void Update(byte[] block, int count)
    {
        foreach (var signature in _trusted)
            signature.Update(block, 0, count);
    }

    /// <summary>Signatures stand behind the file.</summary>
    public void Verify(PgpSignatureList list)
    {
        for (var i = 0; i < list.Count; i++)
            Verify(list[i]);
    }

    private void Verify(PgpSignature signature)
    {
        if (_announced.Count == 0 || _announced.Pop() is not { } announced)
            return;
        if (!Matches(signature, announced))
            _bad ??= Bad(announced.KeyId);
        else if (keys.FaultOf(announced.KeyId) is { } fault)
            _unusable ??= fault;
        else
            _isTrusted = true;
    }

    /// <summary>Makes sure that a trusted key signed the file, when all of it went by.</summary>
    /// <exception cref="MessageFault"><see cref="HrisErrors.SignerNotTrusted"/>.</exception>
    public void Require()
    {
        if (_bad is not null)
            throw _bad; // whoever else signed it
        if (_isTrusted)
            return;
        throw _unusable ?? new MessageFault(
            HrisErrors.SignerNotTrusted,
            _others.Count > 0 ? $"It is signed with {KeyNames.Of(_others)}, which is not among the trusted signers."
            : _announced.Count > 0 || _trusted.Count > 0 ? "It is signed in a way that is not supported, or its signature is missing."
            : "It is not signed, and a signature of a trusted signer is expected.");
    }

    private bool Begin(PgpOnePassSignature signature, PgpPublicKey key)
    {
        if (signature.KeyAlgorithm != key.Algorithm || signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument))
            return false;
        if (WeakHashes.Contains(signature.HashAlgorithm))
        {
            _unusable ??= new MessageFault(HrisErrors.SignerNotTrusted, $"The signature of the key {KeyNames.Of(key.KeyId)} uses {signature.HashAlgorithm}, which can be forged.");
            return false;
        }

        try
        {
            signature.InitVerify(key);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static bool Matches(PgpSignature signature, PgpOnePassSignature announced)
    {
        try
        {
            var age = (DateTime.UtcNow - signature.CreationTime.ToUniversalTime()).TotalSeconds;
            var validFor = signature.GetHashedSubPackets()?.GetSignatureExpirationTime() ?? 0;
            return signature.KeyId == announced.KeyId
                && signature.HashAlgorithm == announced.HashAlgorithm
                && signature.KeyAlgorithm == announced.KeyAlgorithm
                && signature.SignatureType == announced.SignatureType
                && announced.Verify(signature)
                && (validFor == 0 || age < validFor);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static MessageFault Bad(long keyId) =>
        new(HrisErrors.SignerNotTrusted, $"The signature of the key {KeyNames.Of(keyId)} is not one of this content, or has expired.");
}
