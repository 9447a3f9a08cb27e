using System.Collections.Generic;

namespace HrisConnector.FakePlatform;

/// <summary>A user as the platform held it when it was looked up.</summary>
public sealed record PlatformUser
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The mail address as it was given; null without one.</summary>
    public string? Mail { get; init; }

    /// <summary>The username; null without one.</summary>
    public string? Username { get; init; }

    /// <summary><c>invited</c>, <c>active</c> or <c>deleted</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The role title.</summary>
    public string? Job { get; init; }

    /// <summary>The organization.</summary>
    public string? Organization { get; init; }

    /// <summary>The phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The additional information of the profile, which is no custom field.</summary>
    public string? Custom { get; init; }

    /// <summary>The language.</summary>
    public required string Lang { get; init; }

    /// <summary>The values of the custom fields by the fields' names; dates are days, <c>2026-03-02</c>.</summary>
    public required IReadOnlyDictionary<string, string> CustomFields { get; init; }

    /// <summary>The managers' ids.</summary>
    public required IReadOnlyList<string> ManagerIds { get; init; }

    /// <summary>The managers' mail addresses, or usernames.</summary>
    public required IReadOnlyList<string> Managers { get; init; }

    /// <summary>The paths of the groups where the user has the role learner, sorted.</summary>
    public required IReadOnlyList<string> LearnerGroups { get; init; }

    /// <summary>All roles, each as <c>role Company/Group</c>, sorted.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>How often the user was deleted.</summary>
    public int Deletions { get; init; }

    /// <summary>How often the user was restored.</summary>
    public int Restorations { get; init; }
}
