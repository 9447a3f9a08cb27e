using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Users as they are read, activated and deleted.</summary>
internal static class UserRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/users", "users:read", List),
        new("GET", "/api/v2/users/{userId}", "users:read", call => Answer.Ok(UserJson.Of(call.User()))),
        new("GET", "/api/v2/users/{userId}/roles", "users:read", Roles),
        new("PUT", "/api/v2/users/{userId}/activate", "users:write", Activate),
        new("DELETE", "/api/v2/users/{userId}", "users:write", Delete),
    ];

    private static Answer List(Call call)
    {
        var filters = new Filters(call, "mail eq ne in nin", "username eq ne in nin", "status eq ne");
        bool Matches(User user) =>
            filters.Match("mail", user.Mail, StringComparer.OrdinalIgnoreCase)
            && filters.Match("username", user.Username, StringComparer.OrdinalIgnoreCase)
            && filters.Match("status", user.Status, StringComparer.Ordinal);
        return Paging.Page(call, call.Company.Users.All, user => user.Id, Matches, 500, UserJson.Of);
    }

    private static Answer Roles(Call call)
    {
        User user = call.User();
        call.NoFilters();
        return Paging.Page(call, [.. user.Memberships], membership => membership.Key, _ => true, 1000,
            membership => new JsonObject { ["groupId"] = membership.GroupId, ["role"] = membership.Role });
    }

    private static Answer Activate(Call call)
    {
        User user = call.User();
        if (user.IsDeleted)
        {
            throw ApiRefusal.BadRequest("userDeleted", "The given `userId` corresponds to a deleted user.");
        }
        user.Status = UserStatus.Active;
        return Answer.Ok(UserJson.Of(user));
    }

    /// <summary>Nothing of a deleted user goes away before somebody restores them.</summary>
    private static Answer Delete(Call call)
    {
        User user = call.User();
        if (user == call.Company.Owner)
        {
            throw ApiRefusal.BadRequest("userIsCompanyOwner", "The given `userId` corresponds to the company owner and cannot be deleted.");
        }
        if (!user.IsDeleted)
        {
            user.Status = UserStatus.Deleted;
            user.DeletedAt.Add(call.Now);
        }
        return Answer.NoContent;
    }
}
