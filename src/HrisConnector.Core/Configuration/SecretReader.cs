using System.Linq;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads where a secret is found.</summary>
internal static class SecretReader
{
    private static readonly (string Property, SecretKind Kind)[] Places =
        [("environment", SecretKind.Environment), ("file", SecretKind.File), ("secret", SecretKind.Vault)];

    /// <summary>The place of a secret; null when there is none.</summary>
    public static SecretReference? Read(JsonSection parent, string property)
    {
        // A secret in the open would be a text: what stands there is not repeated in the fault.
        var section = parent.Section(property, "must be an object with environment, file or secret: a secret is never written into the configuration");
        if (section is null)
            return null;
        var named = Places.Where(place => section.Take(place.Property) is not null).ToArray();
        var reference = named.Length == 1 ? Read(section, named[0].Property, named[0].Kind) : null;
        if (named.Length != 1)
            parent.Fault(property, "must have one of environment, file and secret");
        section.RefuseUnknown();
        return reference;
    }

    private static SecretReference? Read(JsonSection section, string property, SecretKind kind)
    {
        var name = kind == SecretKind.File ? section.Path(property) : section.Text(property)?.Trim();
        return name is null ? null : new SecretReference(kind, name);
    }
}
