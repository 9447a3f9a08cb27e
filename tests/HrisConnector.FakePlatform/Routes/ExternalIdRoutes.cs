using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>External ids: what other systems call the platform's resources.</summary>
internal static class ExternalIdRoutes
{
    private static readonly string[] TargetTypes =
    [
        "attempt", "classroom", "classroomAttendance", "classroomAttendanceSheet", "classroomSlot", "classroomSlotRegistration", "course", "group",
        "learningNeed", "path", "pathEnrollment", "pathSession", "pathTracking", "registrationRequest", "user",
    ];

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/external-ids", "externalIds:read", List),
        new("POST", "/api/v2/external-ids", "externalIds:write", Create),
        new("PUT", "/api/v2/external-ids/{mappingId}", "externalIds:write", Replace),
        new("DELETE", "/api/v2/external-ids/{mappingId}", "externalIds:write", Delete),
    ];

    private static Answer List(Call call)
    {
        var filters = new Filters(call, "platform eq ne in nin", "type eq ne in nin", "value eq ne in nin", "targetId eq ne in nin");
        bool Matches(Mapping mapping) =>
            filters.Match("platform", mapping.Platform, StringComparer.Ordinal)
            && filters.Match("type", mapping.TargetType, StringComparer.Ordinal)
            && filters.Match("value", mapping.Value, StringComparer.Ordinal)
            && filters.Match("targetId", mapping.TargetId, StringComparer.OrdinalIgnoreCase);
        return Paging.Page(call, call.Company.Mappings.All, mapping => mapping.Id, Matches, 5000, Json);
    }

    private static Answer Create(Call call)
    {
        Mapping mapping = Read(call, call.Company.NewId());
        if (call.Company.Mappings.OfTarget(mapping.Platform, mapping.TargetId) != null)
        {
            throw ApiRefusal.BadRequest("mappingAlreadyExists", "A mapping already exists for the given resource on this platform.");
        }
        CheckValueIsFree(call, mapping);
        call.Company.Mappings.Add(mapping);
        return Answer.Json(201, Json(mapping));
    }

    private static Answer Replace(Call call)
    {
        Mapping known = Known(call);
        Mapping mapping = Read(call, known.Id);
        if (call.Company.Mappings.OfTarget(mapping.Platform, mapping.TargetId) is { } other && other.Id != known.Id)
        {
            throw ApiRefusal.BadRequest("targetAlreadyMapped", "The target already has an external ID on this platform.");
        }
        CheckValueIsFree(call, mapping);
        call.Company.Mappings.Replace(mapping);
        return Answer.Ok(Json(mapping));
    }

    private static Answer Delete(Call call)
    {
        Mapping mapping = Known(call);
        CheckPlatform(call, mapping.Platform);
        call.Company.Mappings.Remove(mapping);
        return Answer.NoContent;
    }

    private static Mapping Known(Call call) =>
        call.Company.Mappings.Find(call.PathId("mappingId"))
        ?? throw ApiRefusal.NotFound("mappingIdNotFound", "The given `mappingId` does not correspond to any existing mapping.");

    private static Mapping Read(Call call, string id)
    {
        JsonBody body = call.Body();
        var mapping = new Mapping(
            id,
            body.Required("platform", body.Text("platform")),
            body.Required("targetId", body.Id("targetId")),
            body.Required("targetType", body.OneOf("targetType", TargetTypes)),
            body.Required("value", body.Text("value")));
        body.End();
        CheckPlatform(call, mapping.Platform);
        var targetExists = mapping.TargetType switch
        {
            "user" => call.Company.Users.Find(mapping.TargetId) != null,
            "group" => call.Company.Groups.Find(mapping.TargetId) != null,
            _ => false,
        };
        return targetExists ? mapping : throw ApiRefusal.NotFound("resourceNotFound", "The targeted resource does not exist.");
    }

    private static void CheckPlatform(Call call, string platform)
    {
        if (call.Options.ReservedPlatforms.Contains(platform))
        {
            throw ApiRefusal.BadRequest("reservedPlatformName", "The platform is one of the reserved ones.");
        }
    }

    private static void CheckValueIsFree(Call call, Mapping mapping)
    {
        if (call.Company.Mappings.OfValue(mapping.Platform, mapping.TargetType, mapping.Value) is { } other && other.Id != mapping.Id)
        {
            throw ApiRefusal.BadRequest("valueAlreadyUsed", "The value is already used with another resource.");
        }
    }

    private static JsonObject Json(Mapping mapping) => new()
    {
        ["_id"] = mapping.Id,
        ["platform"] = mapping.Platform,
        ["targetId"] = mapping.TargetId,
        ["targetType"] = mapping.TargetType,
        ["value"] = mapping.Value,
    };
}
