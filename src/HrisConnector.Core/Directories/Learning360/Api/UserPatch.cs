using System.Collections.Generic;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// Changes of a user. Only the properties that are set are sent; one that is set to null, or to nothing, is cleared: the platform takes no empty text.
/// </summary>
internal sealed class UserPatch
{
    private readonly Dictionary<string, string?> _fields = [];

    /// <summary>What is sent, by the platform's names.</summary>
    public IReadOnlyDictionary<string, string?> Fields => _fields;

    /// <summary>True when there is nothing to send.</summary>
    public bool IsEmpty => _fields.Count == 0;

    /// <summary>The e-mail address.</summary>
    public string? Mail { init => Set("mail", value); }

    /// <summary>The name that signs in beside the address.</summary>
    public string? Username { init => Set("username", value); }

    /// <summary>The first name.</summary>
    public string? FirstName { init => Set("firstName", value); }

    /// <summary>The last name.</summary>
    public string? LastName { init => Set("lastName", value); }

    /// <summary>The language; the platform does not let it be cleared.</summary>
    public string? Lang { init => Set("lang", value); }

    /// <summary>The title.</summary>
    public string? Job { init => Set("job", value); }

    /// <summary>The organization.</summary>
    public string? Organization { init => Set("organization", value); }

    /// <summary>The phone number.</summary>
    public string? Phone { init => Set("phone", value); }

    /// <summary>The additional information; not one of the custom fields.</summary>
    public string? Custom { init => Set("custom", value); }

    /// <summary>Sets a field by the platform's name.</summary>
    public void Set(string field, string? value) => _fields[field] = value is { Length: 0 } ? null : value;

    /// <summary>The names of the fields alone: the values are personal data.</summary>
    public override string ToString() => string.Join(", ", _fields.Keys);
}
