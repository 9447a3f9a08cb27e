using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A custom field of users.</summary>
internal sealed record ApiCustomField
{
    /// <summary>The platform's id.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>string</c> or <c>date</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>What the field belongs to: <c>users</c>.</summary>
    public string TargetType { get; init; } = "";
}
