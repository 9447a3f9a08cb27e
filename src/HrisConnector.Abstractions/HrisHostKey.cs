namespace HrisConnector;

/// <summary>A key by which an SFTP server proves that it is itself. Its <see cref="Fingerprint"/> is what a configuration pins.</summary>
public sealed class HrisHostKey
{
    /// <summary>The name or address of the server that showed the key.</summary>
    public string HostName { get; set; } = "";

    /// <summary>The port of the server.</summary>
    public int Port { get; set; }

    /// <summary>The type of the key, for example <c>ssh-ed25519</c>.</summary>
    public string KeyType { get; set; } = "";

    /// <summary>The length of the key in bits.</summary>
    public int KeyLength { get; set; }

    /// <summary>The SHA-256 fingerprint, as <c>ssh-keygen -l</c> shows it: <c>SHA256:</c> and 43 characters of Base64.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The fingerprint.</summary>
    /// <returns>What stands under <c>hostKeys</c> in a configuration.</returns>
    public override string ToString() => Fingerprint;
}
