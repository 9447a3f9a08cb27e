using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet.Common;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>Looks at the key that a server shows on one connection, and trusts it only when it is pinned.</summary>
internal sealed class HostKeyCheck(SftpEndpoint endpoint, IReadOnlyList<string> pins)
{
    private volatile bool _closed;

    /// <summary>The key that the server showed; null when it came to none.</summary>
    public HrisHostKey? Shown { get; private set; }

    /// <summary>True when that key is pinned. Without it nothing may be sent on the connection.</summary>
    public bool Accepted { get; private set; }

    /// <summary>Trusts nothing any more: nobody waits for the connection.</summary>
    public void Close() => _closed = true;

    /// <summary>Called in the key exchange, before the account is named and before any credential is sent, and whenever keys are renewed.</summary>
    public void Receive(object? sender, HostKeyEventArgs e)
    {
        // The library trusts whatever nobody objects to, also when this code fails.
        e.CanTrust = false;
        Accepted = false;
        Shown = Read(e);
        Accepted = !_closed && pins.Contains(Shown.Fingerprint, StringComparer.Ordinal);
        e.CanTrust = Accepted;
    }

    private HrisHostKey Read(HostKeyEventArgs e)
    {
        // The name of the negotiated algorithm says of an RSA key how it signs; the key itself says what it is.
        var blob = e.HostKey;
        var length = (blob[0] << 24) | (blob[1] << 16) | (blob[2] << 8) | blob[3];
#if NET
        var hash = SHA256.HashData(blob);
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(blob);
#endif
        return new HrisHostKey
        {
            HostName = endpoint.Host,
            Port = endpoint.Port,
            KeyType = Encoding.ASCII.GetString(blob, 4, length),
            KeyLength = e.KeyLength,
            Fingerprint = "SHA256:" + Convert.ToBase64String(hash).TrimEnd('='),
        };
    }
}
