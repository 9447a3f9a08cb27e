using System.Collections.Generic;
using System.IO;
using System.Linq;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A message whose outer packets are known to be good: for whom it is, and what is encrypted.</summary>
internal sealed class EncryptedMessage
{
    private readonly ReplayedStream _packets;
    private PgpPublicKeyEncryptedData? _data;

    private EncryptedMessage(ReplayedStream packets, IReadOnlyList<PgpPublicKeyEncryptedData> recipients)
    {
        _packets = packets;
        Recipients = recipients;
    }

    /// <summary>For whom it is; the key id is zero when the sender hides it.</summary>
    public IReadOnlyList<PgpPublicKeyEncryptedData> Recipients { get; }

    /// <summary>Reads up to the encrypted data.</summary>
    /// <exception cref="MessageFault">It is not a message that is supported.</exception>
    public static EncryptedMessage Open(Stream message)
    {
        var packets = OuterPackets.Require(message);
        var factory = new PgpObjectFactory(packets);
        while (factory.NextPgpObject() is { } found)
        {
            if (found is PgpEncryptedDataList list)
                return new EncryptedMessage(packets, list.GetEncryptedDataObjects().OfType<PgpPublicKeyEncryptedData>().ToArray());
        }

        throw MessageFault.Truncated();
    }

    /// <summary>Begins to decrypt.</summary>
    /// <param name="recipient">One of the recipients.</param>
    /// <param name="key">Their key.</param>
    public Stream Decrypt(PgpPublicKeyEncryptedData recipient, PgpPrivateKey key)
    {
        _data = recipient;
        return recipient.GetDataStream(key);
    }

    /// <summary>Reads to the end and verifies the integrity of what was decrypted. Till then nothing of it is to be trusted.</summary>
    /// <exception cref="MessageFault">It is not what the sender encrypted, or something comes after it.</exception>
    public void RequireIntegrity()
    {
        // A sound message is read to the end of its data and no further; one that was cut between two parts of its data runs out.
        if (_data is null || !_data.Verify())
            throw _packets.HasEnded ? MessageFault.Truncated() : MessageFault.Altered("The integrity check failed: the content is not what the sender encrypted.");
        if (_packets.ReadByte() >= 0)
            throw MessageFault.Invalid("Something stands behind the encrypted content; a file holds one message.");
    }
}
