using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>A bulk operation on its way from pending to completed.</summary>
/// <param name="Id">The id.</param>
/// <param name="Adds">Whether it adds memberships; otherwise it removes them.</param>
/// <param name="RequestedBy">The name of the operation that created it, for the faults.</param>
/// <param name="Items">The memberships.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record BulkOperation(string Id, bool Adds, string RequestedBy, IReadOnlyList<BulkItem> Items, DateTimeOffset CreatedAt)
{
    public string Type => Adds ? "addUsersToGroups" : "removeUsersFromGroups";

    public string Status { get; set; } = "pending";

    /// <summary>How often somebody looked at it.</summary>
    public int Looks { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary>Why the whole operation failed; null when it did not.</summary>
    public string? ErrorMessage { get; set; }

    public bool IsOver => Status is "completed" or "error";
}
