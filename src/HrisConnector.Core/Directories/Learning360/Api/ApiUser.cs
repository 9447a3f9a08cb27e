using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A user of the platform, as it answers.</summary>
internal sealed record ApiUser
{
    /// <summary>The platform's id.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary><c>active</c>, <c>invited</c> or <c>deleted</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>The e-mail address; null when there is none.</summary>
    public string? Mail { get; init; }

    /// <summary>The name that signs in beside the address.</summary>
    public string? Username { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The language.</summary>
    public string? Lang { get; init; }

    /// <summary>The title.</summary>
    public string? Job { get; init; }

    /// <summary>The organization.</summary>
    public string? Organization { get; init; }

    /// <summary>The phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The additional information; not one of the custom fields.</summary>
    public string? Custom { get; init; }

    /// <summary>The group in which the user was created first.</summary>
    public string? PrimaryGroupId { get; init; }

    /// <summary>True when the platform keeps the user as deleted.</summary>
    [JsonIgnore]
    public bool IsDeleted => Status == "deleted";

    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"user {Id}";
}
