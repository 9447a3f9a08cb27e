using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>The custom field values of a user. Putting them replaces them all.</summary>
internal static class CustomValueRoutes
{
    private const int MostValues = 300;
    private static readonly string[] Types = ["string", "date"];

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/users/{userId}/custom-fields/values", "users:read", call => Answer.Ok(Json(call, call.User()))),
        new("PUT", "/api/v2/users/{userId}/custom-fields/values", "users:write", Replace),
    ];

    private static Answer Replace(Call call)
    {
        User user = call.User();
        JsonBody body = call.Body();
        IReadOnlyList<JsonElement> items = body.Required("customValues", body.Array("customValues"));
        body.End();
        if (items.Count > MostValues)
        {
            throw ApiRefusal.Malformed("customValues has too many values.");
        }

        var values = new Dictionary<string, string>();
        foreach ((var id, var type, var value) in items.Select(Read).ToArray())
        {
            CustomField field = call.CustomField(id);
            if (field.TargetType != "users")
            {
                throw ApiRefusal.NotFound("customFieldNotFound", "The given `customFieldId` does not correspond to any existing custom field.");
            }
            if (!values.TryAdd(id, Checked(field, type, value)))
            {
                throw ApiRefusal.BadRequest("multipleValuesForSingleCustomField", "The given body has multiple values for a single `customField`.");
            }
        }

        user.CustomValues.Clear();
        foreach (KeyValuePair<string, string> value in values)
        {
            user.CustomValues.Add(value.Key, value.Value);
        }
        return Answer.Ok(Json(call, user));
    }

    private static (string Id, string Type, string Value) Read(JsonElement element)
    {
        JsonBody item = JsonBody.Of(element, "customValues");
        var id = item.Required("customFieldId", item.Id("customFieldId"));
        var type = item.Required("type", item.OneOf("type", Types));
        var value = item.Required("value", item.Text("value"));
        item.End();
        return (id, type, value);
    }

    private static string Checked(CustomField field, string type, string value)
    {
        var checkedValue = value;
        if (type != field.Type || (type == "date" && !IsoDates.TryDay(value, out checkedValue)))
        {
            throw ApiRefusal.BadRequest("wrongTypeValue", "The given body has a `customField` with invalid value type.");
        }
        return field.AuthorizedValues.Count == 0 || field.AuthorizedValues.Contains(checkedValue)
            ? checkedValue
            : throw ApiRefusal.BadRequest("unauthorizedValue", "The given body has a `customField` with an unauthorized value.");
    }

    private static JsonArray Json(Call call, User user) => new([.. user.CustomValues.Select(value => (JsonNode)new JsonObject
    {
        ["customFieldId"] = value.Key,
        ["type"] = call.CustomField(value.Key).Type,
        ["value"] = value.Value,
    })]);
}
