using System.Collections.Generic;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>The managers of a user.</summary>
internal static class ManagerRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("GET", "/api/v2/users/{userId}/managers", "users:read", List),
        new("POST", "/api/v2/users/{userId}/managers/{managerId}", "users:write", Add),
        new("DELETE", "/api/v2/users/{userId}/managers/{managerId}", "users:write", Remove),
    ];

    private static Answer List(Call call)
    {
        User user = call.User();
        call.NoFilters();
        return Paging.Page(call, [.. user.ManagerIds], id => id, _ => true, 1000, id => JsonValue.Create(id));
    }

    private static Answer Add(Call call)
    {
        (User user, User manager) = Both(call);
        if (manager.IsDeleted)
        {
            throw ApiRefusal.BadRequest("managerDeleted", "The given `managerId` corresponds to a deleted user.");
        }
        user.ManagerIds.Add(manager.Id);
        return Answer.NoContent;
    }

    private static Answer Remove(Call call)
    {
        (User user, User manager) = Both(call);
        return user.ManagerIds.Remove(manager.Id)
            ? Answer.NoContent
            : throw ApiRefusal.BadRequest("managerNotAssignedToUser", "The user has no manager corresponding to the given `managerId`.");
    }

    private static (User User, User Manager) Both(Call call)
    {
        User user = call.User();
        User manager = call.Company.Users.Find(call.PathId("managerId"))
            ?? throw ApiRefusal.NotFound("managerNotFound", "The given `managerId` does not correspond to any existing user.");
        return user.IsDeleted ? throw ApiRefusal.BadRequest("userDeleted", "The given `userId` corresponds to a deleted user.") : (user, manager);
    }
}
