namespace HrisConnector.Core.Configuration;

/// <summary>The fields of a user that a users file can set, in the order in which messages list them (behaviour.md §2).</summary>
public enum UserField
{
    /// <summary>The identifier in the HR system; required.</summary>
    UniqueId,

    /// <summary>The e-mail address; required.</summary>
    Email,

    /// <summary>The first name; required.</summary>
    FirstName,

    /// <summary>The last name; required.</summary>
    LastName,

    /// <summary>Active or inactive; required.</summary>
    Status,

    /// <summary>The job title.</summary>
    Title,

    /// <summary>The organization.</summary>
    Organization,

    /// <summary>The language code.</summary>
    Language,

    /// <summary>The unique identifier of the manager.</summary>
    ManagerId,

    /// <summary>The telephone number.</summary>
    Phone,

    /// <summary>The user name.</summary>
    Username,
}
