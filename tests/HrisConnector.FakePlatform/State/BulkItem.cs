using System.Text.Json.Nodes;

namespace HrisConnector.FakePlatform.State;

/// <summary>One membership of a bulk operation, and what became of it.</summary>
/// <param name="Input">The item as it was sent.</param>
/// <param name="UserId">The user's id.</param>
/// <param name="GroupId">The group's id.</param>
/// <param name="Role">The role to give or to take.</param>
internal sealed record BulkItem(JsonNode Input, string UserId, string GroupId, string Role)
{
    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage { get; set; }
}
