using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The keys of the private key file. Old keys go on decrypting what was encrypted for them: nobody asks whether they have expired.</summary>
internal sealed class PrivateKeys
{
    // Each costs one private-key operation, and whoever made the message chose how many there are.
    private const int MaxCandidates = 32;

    private readonly string _path;
    private readonly Secret? _passphrase;
    private readonly PgpSecretKey[] _keys;

    private PrivateKeys(string path, Secret? passphrase, PgpSecretKey[] keys)
    {
        _path = path;
        _passphrase = passphrase;
        _keys = keys;
    }

    /// <summary>Reads the file; no key is opened yet.</summary>
    /// <exception cref="MessageFault">It holds no key that decrypts.</exception>
    public static PrivateKeys Load(string path, Secret? passphrase)
    {
        var keys = KeyFile.ReadPrivate(path).SelectMany(ring => ring.GetSecretKeys()).Where(key => key.PublicKey.IsEncryptionKey).ToArray();
        return keys.Length > 0 ? new(path, passphrase, keys) : throw MessageFault.Key($"The private key in the file {path} is for signing alone; it cannot decrypt.");
    }

    /// <summary>Makes sure that at least one key opens.</summary>
    /// <exception cref="MessageFault">None does.</exception>
    public void Require()
    {
        var closed = new List<MessageFault>();
        if (_keys.All(key => TryOpen(key, closed) is null))
            throw closed[0];
    }

    /// <summary>Chooses one of our keys that opens the message.</summary>
    /// <returns>For whom it is, and the key.</returns>
    /// <exception cref="MessageFault">It is for other keys, ours cannot be opened, or it is damaged.</exception>
    public (PgpPublicKeyEncryptedData Data, PgpPrivateKey Key) Choose(IReadOnlyList<PgpPublicKeyEncryptedData> recipients, CancellationToken cancellationToken)
    {
        var closed = new List<MessageFault>();
        var isOurs = false;

        // Key by key: opening one takes its time, and a message may have many hidden recipients.
        foreach (var key in _keys.OrderByDescending(key => recipients.Any(recipient => recipient.KeyId == key.KeyId)))
        {
            var candidates = recipients.Where(recipient => IsHidden(recipient) || recipient.KeyId == key.KeyId).ToArray();
            if (candidates.Length > MaxCandidates)
                throw MessageFault.Invalid("The message has far too many hidden recipients.");
            isOurs |= candidates.Any(recipient => !IsHidden(recipient));
            if (candidates.Length > 0 && TryOpen(key, closed) is { } opened)
            {
                if (candidates.FirstOrDefault(candidate => Opens(candidate, opened, cancellationToken)) is { } mine)
                    return (mine, opened);
            }
        }

        if (closed.Count > 0)
            throw closed[0];
        throw isOurs ? MessageFault.Altered("The session key of the message is damaged.") : NotOurs(recipients);
    }

    private static bool IsHidden(PgpPublicKeyEncryptedData recipient) => recipient.KeyId == 0;

    // What a session key for somebody else, or a damaged one, does to the arithmetic is of any type.
    private static bool Opens(PgpPublicKeyEncryptedData recipient, PgpPrivateKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return recipient.GetSymmetricAlgorithm(key) is not SymmetricKeyAlgorithmTag.Null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private PgpPrivateKey? TryOpen(PgpSecretKey key, List<MessageFault> closed)
    {
        try
        {
            return Open(key);
        }
        catch (MessageFault fault)
        {
            closed.Add(fault);
            return null;
        }
    }

    private MessageFault NotOurs(IReadOnlyList<PgpPublicKeyEncryptedData> recipients)
    {
        var named = recipients.Where(recipient => !IsHidden(recipient)).Select(recipient => recipient.KeyId).ToArray();
        var hidden = named.Length < recipients.Count ? (named.Length == 0 ? "hidden recipients" : " and hidden recipients") : "";
        return new(
            HrisErrors.EncryptedForAnotherKey,
            $"It was encrypted for {(named.Length == 0 ? "" : KeyNames.Of(named))}{hidden}, and the private key file holds {KeyNames.Of(_keys.Select(key => key.KeyId))}.");
    }

    private PgpPrivateKey Open(PgpSecretKey key)
    {
        if (key.IsPrivateKeyEmpty)
            throw MessageFault.Key($"The file {_path} says of the key {KeyNames.Of(key.KeyId)} only where it is kept, such as on a smart card; the key itself is needed.");
        var isProtected = key.KeyEncryptionAlgorithm != SymmetricKeyAlgorithmTag.Null;
        if (isProtected && _passphrase is null)
            throw new MessageFault(HrisErrors.KeyPassphraseWrong, $"The private key {KeyNames.Of(key.KeyId)} has a passphrase, and none was given.");
        var passphrase = isProtected ? _passphrase!.Reveal().ToCharArray() : [];
        try
        {
            return key.ExtractPrivateKeyUtf8(passphrase) ?? throw MessageFault.Key($"The private key {KeyNames.Of(key.KeyId)} cannot be opened.");
        }
        catch (PgpException e) when (isProtected && e.InnerException is null)
        {
            throw new MessageFault(HrisErrors.KeyPassphraseWrong, $"The private key {KeyNames.Of(key.KeyId)} cannot be opened with the passphrase that was given.");
        }
        catch (Exception e) when (e is not (MessageFault or OutOfMemoryException))
        {
            throw MessageFault.Key($"The private key {KeyNames.Of(key.KeyId)} is damaged, or protected in a way that is not supported.");
        }
        finally
        {
            Array.Clear(passphrase, 0, passphrase.Length);
        }
    }
}
