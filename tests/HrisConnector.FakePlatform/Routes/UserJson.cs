using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>A user as the API writes one: what is not set is not there.</summary>
internal static class UserJson
{
    public static JsonObject Of(User user)
    {
        var json = new JsonObject { ["_id"] = user.Id, ["status"] = user.Status, ["lang"] = user.Lang };
        Put(json, "mail", user.Mail);
        Put(json, "username", user.Username);
        Put(json, "firstName", user.FirstName);
        Put(json, "lastName", user.LastName);
        Put(json, "job", user.Job);
        Put(json, "organization", user.Organization);
        Put(json, "phone", user.Phone);
        Put(json, "custom", user.Custom);
        Put(json, "primaryGroupId", user.PrimaryGroupId);
        Put(json, "toBeDeactivatedAt", user.ToBeDeactivatedAt is { } date ? IsoDates.Write(date) : null);
        Put(json, "deletedAt", user.DeletedAt);
        Put(json, "reactivatedAt", user.ReactivatedAt);
        return json;
    }

    private static void Put(JsonObject json, string name, string? value)
    {
        if (value != null)
        {
            json[name] = value;
        }
    }

    private static void Put(JsonObject json, string name, List<DateTimeOffset> dates)
    {
        if (dates.Count > 0)
        {
            json[name] = new JsonArray([.. dates.Select(date => (JsonNode)IsoDates.Write(date))]);
        }
    }
}
