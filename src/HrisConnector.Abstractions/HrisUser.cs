using System.Collections.Generic;

namespace HrisConnector;

/// <summary>A user of the directory: the fields that a users file can set (behaviour.md §2) and whether they are archived.</summary>
public sealed class HrisUser
{
    private IReadOnlyDictionary<string, string> _customFields = PlainFields.Of(null);
    private IReadOnlyList<string> _groups = PlainList<string>.Of(null);

    /// <summary>The identifier of the user in the HR system; null for an account that no users file has claimed yet.</summary>
    public string? UniqueId { get; set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; set; }

    /// <summary>The last name.</summary>
    public string? LastName { get; set; }

    /// <summary>The job title.</summary>
    public string? Title { get; set; }

    /// <summary>The organization, for example the company or the department.</summary>
    public string? Organization { get; set; }

    /// <summary>The language code of the platform, for example <c>fr</c>.</summary>
    public string? Language { get; set; }

    /// <summary>The <see cref="UniqueId"/> of the manager.</summary>
    public string? ManagerId { get; set; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; set; }

    /// <summary>The user name for signing in.</summary>
    public string? Username { get; set; }

    /// <summary>True when the user is archived (inactive).</summary>
    public bool Archived { get; set; }

    /// <summary>The values of the custom fields by name; dates as <c>yyyy-MM-dd</c>.</summary>
    public IReadOnlyDictionary<string, string> CustomFields
    {
        get => _customFields;
        set => _customFields = PlainFields.Of(value);
    }

    /// <summary>The full paths of the groups in which the user has a role, in order.</summary>
    public IReadOnlyList<string> Groups
    {
        get => _groups;
        set => _groups = PlainList<string>.Of(value);
    }

    /// <summary>The unique identifier, or nothing: a user's name is personal data and stays out of messages.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => UniqueId ?? "";
}
