using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// Makes armored messages that <see cref="PgpDecryption"/> and every OpenPGP program of the last twenty years can read: AES-256,
/// ZIP, and integrity protection of version 1.
/// </summary>
internal sealed class PgpEncryption
{
    private const int PartSize = 1 << 16;
    private static readonly DateTime NoDate = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly IReadOnlyList<PgpPublicKey> _recipients;

    private PgpEncryption(IReadOnlyList<PgpPublicKey> recipients) => _recipients = recipients;

    /// <summary>Reads the receivers' keys.</summary>
    /// <param name="publicKeyPaths">The armored public keys, one receiver in each file.</param>
    /// <exception cref="MessageFault">A key cannot be used.</exception>
    public static PgpEncryption For(IEnumerable<string> publicKeyPaths)
    {
        var keys = publicKeyPaths.Select(RecipientKey.Load).GroupBy(key => key.KeyId).Select(same => same.First()).ToArray();
        return keys.Length > 0 ? new(keys) : throw MessageFault.Key("No public key was given.");
    }

    /// <summary>Encrypts a file.</summary>
    /// <param name="plain">The file.</param>
    /// <param name="encrypted">Where the message is written; it stays open.</param>
    /// <param name="cancellationToken">Stops between two blocks; what was written by then is no message.</param>
    public void Encrypt(Stream plain, Stream encrypted, CancellationToken cancellationToken)
    {
        using var armor = ArmoredOutputStream.Build().Build(encrypted);
        var encryption = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        foreach (var recipient in _recipients)
            encryption.AddMethod(recipient);
        using var data = encryption.Open(armor, new byte[PartSize]);
        using var compressed = new PgpCompressedDataGenerator(CompressionAlgorithmTag.Zip).Open(data, new byte[PartSize]);

        // Neither name nor date: who receives the message knows them, and nobody else needs to.
        using var file = new PgpLiteralDataGenerator().Open(compressed, PgpLiteralData.Binary, "", NoDate, new byte[PartSize]);
        var block = new byte[PartSize];
        int read;
        while ((read = plain.Read(block, 0, block.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Write(block, 0, read);
        }

        Array.Clear(block, 0, block.Length);
    }
}
