using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Bulk operations: memberships by the thousand, accepted at once and carried out later.</summary>
internal static class BulkRoutes
{
    private const int MostItems = 20_000;

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("POST", "/api/v2/bulk/groups/memberships", "groups:bulk", call => Create(call, adds: true)),
        new("DELETE", "/api/v2/bulk/groups/memberships", "groups:bulk", call => Create(call, adds: false)),
        new("GET", "/api/v2/bulk/operations", "bulkOperations:read", List),
        new("GET", "/api/v2/bulk/operations/{bulkOperationId}", "bulkOperations:read", Look),
        new("GET", "/api/v2/bulk/operations/{bulkOperationId}/results", "bulkOperations:read", Results),
    ];

    private static Answer Create(Call call, bool adds)
    {
        if (call.Options.BulkDisabled)
        {
            throw new ApiRefusal(Answer.Error(503, "bulkAPIDisabled", "The bulk API is temporarily disabled."));
        }
        JsonBody body = call.Body();
        if (body.Raw("input") is not { ValueKind: JsonValueKind.Array } input)
        {
            throw ApiRefusal.BadRequest("invalidInput", "The input of a bulk operation must be an array.");
        }
        body.End();
        if (input.GetArrayLength() > MostItems)
        {
            throw ApiRefusal.BadRequest("inputTooLong", "The input array size exceeds the maximum limit of 20,000 objects.");
        }
        BulkItem[] items = [.. input.EnumerateArray().Select(Read)];
        if (call.Company.Bulk.Unfinished >= call.Options.BulkOperationsAtOnce)
        {
            throw new ApiRefusal(Answer.Error(429, "bulkOperationsConcurrencyLimitReached", "The maximum number of concurrent operations has been reached."));
        }

        var operation = new BulkOperation(call.Company.NewId(), adds, call.Request.Operation, items, call.Now);
        call.Company.Bulk.Add(operation);
        return new Answer(202).With("Location", new Uri(call.BaseUri, "/api/v2/bulk/operations/" + operation.Id).AbsoluteUri);
    }

    private static BulkItem Read(JsonElement element)
    {
        JsonBody item = JsonBody.Of(element, "An item of the input");
        var membership = new BulkItem(
            JsonNode.Parse(element.GetRawText())!,
            item.Required("userId", item.Id("userId")),
            item.Required("groupId", item.Id("groupId")),
            item.Required("role", item.OneOf("role", GroupTree.Roles)));
        item.End();
        return membership;
    }

    private static Answer List(Call call)
    {
        var filters = new Filters(call, "createdAt lt gte", "status eq", "type eq");
        foreach (BulkOperation operation in call.Company.Bulk.All)
        {
            call.Company.Bulk.Look(operation);
        }
        bool Matches(BulkOperation operation) =>
            filters.Match("createdAt", operation.CreatedAt)
            && filters.Match("status", operation.Status, StringComparer.Ordinal)
            && filters.Match("type", operation.Type, StringComparer.Ordinal);
        return Paging.Page(call, call.Company.Bulk.All, operation => operation.Id, Matches, 20, Json);
    }

    private static Answer Look(Call call)
    {
        BulkOperation operation = Known(call);
        call.Company.Bulk.Look(operation);
        return Answer.Ok(Json(operation));
    }

    private static Answer Results(Call call)
    {
        BulkOperation operation = Known(call);
        if (!operation.IsOver)
        {
            throw ApiRefusal.BadRequest("bulkOperationNotRun", "The operation with the given `bulkOperationId` has not run yet.");
        }
        // An operation that failed as a whole has come to none of its items.
        IEnumerable<BulkItem> done = operation.ErrorMessage == null ? operation.Items : [];
        return Answer.Ok(new JsonArray([.. done.Select(Json)]));
    }

    private static BulkOperation Known(Call call) =>
        call.Company.Bulk.Find(call.PathId("bulkOperationId"))
        ?? throw ApiRefusal.NotFound("bulkOperationNotFound", "The given `bulkOperationId` does not correspond to any existing bulk operation.");

    private static JsonNode Json(BulkItem item) => item.ErrorMessage == null
        ? new JsonObject { ["input"] = item.Input.DeepClone(), ["status"] = "success", ["resourceId"] = item.GroupId }
        : new JsonObject { ["input"] = item.Input.DeepClone(), ["status"] = "error", ["errorMessage"] = item.ErrorMessage };

    private static JsonObject Json(BulkOperation operation)
    {
        var created = IsoDates.Write(operation.CreatedAt);
        var json = new JsonObject { ["_id"] = operation.Id, ["type"] = operation.Type, ["createdAt"] = created, ["status"] = operation.Status };
        if (operation.Status == "pending")
        {
            return json;
        }
        json["queuedAt"] = created;
        if (operation.Status == "queued")
        {
            return json;
        }
        var updated = operation.IsOver ? IsoDates.Write(operation.EndedAt) : created;
        var processed = operation.Status == "completed" ? operation.Items.Count : 0;
        json["startedAt"] = created;
        json["progress"] = new JsonObject { ["index"] = processed, ["updatedAt"] = updated };
        if (operation.IsOver)
        {
            json["endedAt"] = updated;
        }
        if (operation.ErrorMessage != null)
        {
            json["errorMessage"] = operation.ErrorMessage;
        }
        return json;
    }
}
