using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>The groups, and who has which role in them.</summary>
internal static class GroupRoutes
{
    /// <summary>The roles as the path writes them: one differs from the bodies.</summary>
    private static readonly Dictionary<string, string> RolesOfThePath =
        GroupTree.Roles.ToDictionary(role => role == "userAdmin" ? "user-admin" : role);

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/groups", "groups:read", List),
        new("GET", "/api/v2/groups/{groupId}/roles", "groups:read", Members),
        new("POST", "/api/v2/groups/{groupId}/{role}/{userId}", "groups:write", Add),
        new("DELETE", "/api/v2/groups/{groupId}/{role}/{userId}", "groups:write", Remove),
    ];

    private static Answer List(Call call)
    {
        call.NoFilters();
        return Paging.Page(call, call.Company.Groups.All, group => group.Id, _ => true, 500, Json);
    }

    private static Answer Members(Call call)
    {
        Group group = call.Group(call.PathId("groupId"));
        call.NoFilters();
        (string UserId, string Role)[] members = [.. call.Company.Users.All.Where(user => !user.IsDeleted).SelectMany(
            user => user.Memberships.Where(membership => membership.GroupId == group.Id), (user, membership) => (user.Id, membership.Role))];
        return Paging.Page(call, members, member => member.UserId + " " + member.Role, _ => true, 1000,
            member => new JsonObject { ["userId"] = member.UserId, ["role"] = member.Role });
    }

    private static Answer Add(Call call)
    {
        (Group group, var role) = Target(call);
        User user = call.User();
        if (user.IsDeleted)
        {
            throw ApiRefusal.BadRequest("userDeleted", "The given `userId` corresponds to a deleted user.");
        }
        GroupTree.Join(user, group, role);
        return Answer.NoContent;
    }

    private static Answer Remove(Call call)
    {
        (Group group, var role) = Target(call);
        User? user = call.Company.Users.Find(call.PathId("userId"));
        return user != null && call.Company.Groups.Leave(user, group, role)
            ? Answer.NoContent
            : throw ApiRefusal.NotFound("userNotFoundInGroup", "The given `userId` does not correspond to any existing user with this role in this group.");
    }

    private static (Group Group, string Role) Target(Call call)
    {
        if (!RolesOfThePath.TryGetValue(call.PathWord("role"), out var role))
        {
            throw ApiRefusal.Malformed("role is not one of the allowed values.");
        }
        call.RefuseAnalystWhereUnavailable(role);
        return (call.Group(call.PathId("groupId")), role);
    }

    private static JsonObject Json(Group group)
    {
        var json = new JsonObject { ["_id"] = group.Id, ["name"] = group.Name, ["public"] = group.IsPublic };
        if (group.Parent != null)
        {
            json["parentId"] = group.Parent.Id;
        }
        return json;
    }
}
