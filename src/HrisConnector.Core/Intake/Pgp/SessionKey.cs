using System;
using Org.BouncyCastle.Bcpg;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The key of one message. It is cleared after use.</summary>
internal sealed class SessionKey : IDisposable
{
    private SessionKey(SymmetricKeyAlgorithmTag algorithm, byte[] key)
    {
        Algorithm = algorithm;
        Key = key;
    }

    /// <summary>The cipher.</summary>
    public SymmetricKeyAlgorithmTag Algorithm { get; }

    /// <summary>The key of the cipher.</summary>
    public byte[] Key { get; }

    /// <summary>Reads a decrypted session key: cipher, key, checksum.</summary>
    /// <returns>Null when it is none: it was damaged, or not meant for the key that decrypted it.</returns>
    /// <exception cref="MessageFault">The cipher is not supported.</exception>
    public static SessionKey? From(byte[] data)
    {
        try
        {
            if (data.Length < 3 || !HasChecksum(data))
                return null;
            var algorithm = (SymmetricKeyAlgorithmTag)data[0];
            var size = SymmetricCiphers.KeySize(algorithm);
            if (size == 0)
                SymmetricCiphers.Make(algorithm);
            if (data.Length != size + 3)
                return null;
            var key = new byte[size];
            Buffer.BlockCopy(data, 1, key, 0, size);
            return new SessionKey(algorithm, key);
        }
        finally
        {
            Array.Clear(data, 0, data.Length);
        }
    }

    public void Dispose() => Array.Clear(Key, 0, Key.Length);

    private static bool HasChecksum(byte[] data)
    {
        var sum = 0;
        for (var i = 1; i < data.Length - 2; i++)
            sum += data[i];
        return (ushort)sum == (data[data.Length - 2] << 8 | data[data.Length - 1]);
    }
}
