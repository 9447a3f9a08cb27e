using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Brings the results of a bulk operation to the items that were sent. Their order is not documented: each result repeats its item.</summary>
internal static class BulkOutcome
{
    private const string NoResult = "The platform gave no result for this item";

    /// <summary>For each item, in order, null when it is done, else what the platform says.</summary>
    public static IReadOnlyList<string?> Of(IReadOnlyList<ApiMembership> items, IReadOnlyList<BulkResult> results, BulkOperation end)
    {
        var byItem = results
            .Where(result => result.Input is not null)
            .GroupBy(result => Key(result.Input!.UserId, result.Input.GroupId, result.Input.Role), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => new Queue<BulkResult>(same), StringComparer.OrdinalIgnoreCase);
        return [.. items.Select(item => Message(byItem, item, end))];
    }

    private static string? Message(Dictionary<string, Queue<BulkResult>> byItem, ApiMembership item, BulkOperation end)
    {
        if (!byItem.TryGetValue(Key(item.UserId, item.GroupId, item.Role), out var results))
            return Text(end.IsFailed ? end.ErrorMessage : null);

        // An item that was sent twice has two results; when the platform gives one, it counts for both.
        var result = results.Count > 1 ? results.Dequeue() : results.Peek();
        return result.IsSuccess ? null : Text(result.ErrorMessage);
    }

    private static string Text(string? message) => string.IsNullOrWhiteSpace(message) ? NoResult : message!;

    private static string Key(string? userId, string? groupId, string? role) => $"{userId} {groupId} {role}";
}
