namespace HrisConnector.Core.Configuration;

/// <summary>Where a secret is found.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Name">The name of the variable or of the vault's secret, or the full path of the file.</param>
public sealed record SecretReference(SecretKind Kind, string Name)
{
    /// <summary>The place in words, for messages.</summary>
    /// <returns>For example <c>the environment variable HRIS_PASSWORD</c>.</returns>
    public override string ToString() => Kind switch
    {
        SecretKind.Environment => $"the environment variable {Name}",
        SecretKind.File => $"the file {Name}",
        _ => $"the secret '{Name}' of the vault",
    };
}
