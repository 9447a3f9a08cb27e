using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>The custom fields of the company.</summary>
internal static class CustomFieldRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/custom-fields", "customFields:read", List),
        new("GET", "/api/v2/custom-fields/{customFieldId}/authorized-values", "customFields:read", AuthorizedValues),
    ];

    private static Answer List(Call call)
    {
        var filters = new Filters(call, "name eq ne in nin", "targetType eq ne in nin", "type eq ne in nin");
        bool Matches(CustomField field) =>
            filters.Match("name", field.Name, StringComparer.Ordinal)
            && filters.Match("targetType", field.TargetType, StringComparer.Ordinal)
            && filters.Match("type", field.Type, StringComparer.Ordinal);
        return Paging.Page(call, call.Company.CustomFields, field => field.Id, Matches, 1000, field => new JsonObject
        {
            ["_id"] = field.Id,
            ["name"] = field.Name,
            ["targetType"] = field.TargetType,
            ["type"] = field.Type,
        });
    }

    private static Answer AuthorizedValues(Call call)
    {
        call.NoFilters();
        return Answer.Ok(new JsonArray([.. call.CustomField(call.PathId("customFieldId")).AuthorizedValues.Select(value => (JsonNode)value)]));
    }
}
