using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Secrets;

/// <summary>Fetches a secret from where the configuration says it is, at the moment it is needed.</summary>
internal sealed class SecretSource(ISecretVault? vault)
{
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>Fetches.</summary>
    /// <param name="reference">Where the secret is.</param>
    /// <param name="purpose">What it is, for messages: <c>the password of the SFTP account</c>.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.SecretUnavailable"/> or <see cref="HrisErrors.SecretNotPrivate"/>.</exception>
    public Secret Get(SecretReference reference, string purpose) => reference.Kind switch
    {
        SecretKind.Environment => FromEnvironment(reference, purpose),
        SecretKind.File => FromFile(reference, purpose),
        _ => vault?.Find(reference.Name) ?? throw Unavailable(reference, purpose, "there is no vault here"),
    };

    private static Secret FromEnvironment(SecretReference reference, string purpose)
    {
        var value = Environment.GetEnvironmentVariable(reference.Name);
        return string.IsNullOrEmpty(value) ? throw Unavailable(reference, purpose, "it is not set") : new Secret(value!);
    }

    // Whoever writes a password into a file with an editor leaves a line end behind it.
    private static Secret FromFile(SecretReference reference, string purpose)
    {
        try
        {
            if (FilePrivacy.OthersMayRead(reference.Name))
                throw new HrisException(HrisErrors.SecretNotPrivate, $"{reference}, which holds {purpose}, can be read by other users.", reference.Name);
            using var file = new FileStream(reference.Name, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaxFileBytes)
                throw Unavailable(reference, purpose, "the file is far too large");
            using var reader = new StreamReader(file, Encoding.UTF8);
            var value = reader.ReadToEnd();
            if (value.EndsWith("\n", StringComparison.Ordinal))
                value = value.Substring(0, value.Length - (value.EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1));
            return value.Length == 0 ? throw Unavailable(reference, purpose, "the file is empty") : new Secret(value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(reference, purpose, "the file does not exist or cannot be read", e);
        }
    }

    private static HrisException Unavailable(SecretReference reference, string purpose, string reason, Exception? cause = null) =>
        new(HrisErrors.SecretUnavailable, $"{purpose} cannot be had from {reference}: {reason}.", reference.Name, cause);
}
