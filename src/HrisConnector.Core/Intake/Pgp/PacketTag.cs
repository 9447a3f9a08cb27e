namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The packets of a message (RFC 9580, section 5).</summary>
internal enum PacketTag
{
    /// <summary>The session key, for a public key.</summary>
    PublicKeySession = 1,

    /// <summary>A signature.</summary>
    Signature = 2,

    /// <summary>The session key, for a password.</summary>
    PasswordSession = 3,

    /// <summary>Says before the data how a signature behind it is made.</summary>
    OnePassSignature = 4,

    /// <summary>Compressed packets.</summary>
    Compressed = 8,

    /// <summary>Encrypted packets without integrity protection.</summary>
    Unprotected = 9,

    /// <summary>To be ignored.</summary>
    Marker = 10,

    /// <summary>The file.</summary>
    Literal = 11,

    /// <summary>Encrypted packets with integrity protection.</summary>
    IntegrityProtected = 18,

    /// <summary>Encrypted packets of a draft that gpg 2.3 and later and rnp can make.</summary>
    Aead = 20,

    /// <summary>To be ignored.</summary>
    Padding = 21,
}
