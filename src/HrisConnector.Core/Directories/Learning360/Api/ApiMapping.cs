using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>An identifier of another system that the platform keeps beside one of its users.</summary>
internal sealed record ApiMapping
{
    /// <summary>The platform's id of the mapping.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The name of the other system.</summary>
    public required string Platform { get; init; }

    /// <summary>The identifier in the other system.</summary>
    public required string Value { get; init; }

    /// <summary>The platform's id of the user.</summary>
    [JsonPropertyName("targetId")]
    public required string UserId { get; init; }

    /// <summary>What kind of thing is mapped: <c>user</c>.</summary>
    public string TargetType { get; init; } = UserType;

    /// <summary>The kind that this client reads and writes.</summary>
    public const string UserType = "user";

    /// <summary>The ids of the platform alone: the value may be personal data.</summary>
    public override string ToString() => $"mapping {Id} of user {UserId}";
}
