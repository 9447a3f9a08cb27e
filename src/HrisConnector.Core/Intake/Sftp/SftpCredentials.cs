using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>With what an account signs in. The key is offered first, then the password.</summary>
/// <param name="UserName">The account.</param>
/// <param name="Password">Its password; null for none.</param>
/// <param name="PrivateKeyFile">The full path of its private key; null for none.</param>
/// <param name="Passphrase">The passphrase of that key; null when it has none.</param>
internal sealed record SftpCredentials(string? UserName, Secret? Password, string? PrivateKeyFile, Secret? Passphrase)
{
    /// <summary>Nothing of them: a user name may be a person's.</summary>
    public override string ToString() => "SFTP credentials";
}
