using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The ciphers with which a message may be encrypted: those that gpg and its like can choose, without the broken ones.</summary>
internal static class SymmetricCiphers
{
    /// <summary>The bytes of a key; zero for a cipher that is not supported.</summary>
    public static int KeySize(SymmetricKeyAlgorithmTag algorithm) => algorithm switch
    {
        SymmetricKeyAlgorithmTag.Aes128 or SymmetricKeyAlgorithmTag.Camellia128 or SymmetricKeyAlgorithmTag.Cast5 => 16,
        SymmetricKeyAlgorithmTag.Aes192 or SymmetricKeyAlgorithmTag.Camellia192 or SymmetricKeyAlgorithmTag.TripleDes => 24,
        SymmetricKeyAlgorithmTag.Aes256 or SymmetricKeyAlgorithmTag.Camellia256 or SymmetricKeyAlgorithmTag.Twofish => 32,
        _ => 0,
    };

    /// <summary>The cipher.</summary>
    /// <exception cref="MessageFault">It is not supported.</exception>
    public static IBlockCipher Make(SymmetricKeyAlgorithmTag algorithm) => algorithm switch
    {
        SymmetricKeyAlgorithmTag.Aes128 or SymmetricKeyAlgorithmTag.Aes192 or SymmetricKeyAlgorithmTag.Aes256 => AesUtilities.CreateEngine(),
        SymmetricKeyAlgorithmTag.Camellia128 or SymmetricKeyAlgorithmTag.Camellia192 or SymmetricKeyAlgorithmTag.Camellia256 => new CamelliaEngine(),
        SymmetricKeyAlgorithmTag.Twofish => new TwofishEngine(),
        SymmetricKeyAlgorithmTag.TripleDes => new DesEdeEngine(),
        SymmetricKeyAlgorithmTag.Cast5 => new Cast5Engine(),
        _ => throw MessageFault.NotSupported($"The message is encrypted with a cipher that is not supported (number {(int)algorithm})."),
    };
}
