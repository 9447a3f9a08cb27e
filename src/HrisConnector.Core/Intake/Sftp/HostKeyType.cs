using System.Collections.Generic;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>A type of host key and the algorithms by which a server proves that it has one, the strongest first.</summary>
/// <param name="Name">The name of the type.</param>
/// <param name="Algorithms">The names of its algorithms in the key exchange.</param>
internal sealed record HostKeyType(string Name, IReadOnlyList<string> Algorithms)
{
    // Certificates are not among them: a pin is of the key itself, and a server with a certificate has that key too.
    public static IReadOnlyList<HostKeyType> All { get; } =
    [
        new("ssh-ed25519", ["ssh-ed25519"]),
        new("ecdsa-sha2-nistp256", ["ecdsa-sha2-nistp256"]),
        new("ecdsa-sha2-nistp384", ["ecdsa-sha2-nistp384"]),
        new("ecdsa-sha2-nistp521", ["ecdsa-sha2-nistp521"]),
        new("ssh-rsa", ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"]),
    ];
}
