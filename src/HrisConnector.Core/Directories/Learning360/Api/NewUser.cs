namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A user who is to be created. What is null is not sent.</summary>
internal sealed record NewUser
{
    /// <summary>The e-mail address; without it there must be a <see cref="Username"/>.</summary>
    public string? Mail { get; init; }

    /// <summary>The name that signs in beside the address.</summary>
    public string? Username { get; init; }

    /// <summary>The group in which the user begins, with the role there.</summary>
    public required NewMembership Membership { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The language; null for the platform's default.</summary>
    public string? Lang { get; init; }

    /// <summary>The title.</summary>
    public string? Job { get; init; }

    /// <summary>The organization.</summary>
    public string? Organization { get; init; }

    /// <summary>The phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The additional information; not one of the custom fields.</summary>
    public string? Custom { get; init; }

    /// <summary>Nothing of it: it is personal data.</summary>
    public override string ToString() => "a new user";
}
