using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A group of the platform.</summary>
internal sealed record ApiGroup
{
    /// <summary>The platform's id.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>The name, without the groups above it.</summary>
    public string Name { get; init; } = "";

    /// <summary>True for a public group, which takes part in what happens to its parent.</summary>
    public bool Public { get; init; }

    /// <summary>The group above; null for the company itself.</summary>
    public string? ParentId { get; init; }
}
