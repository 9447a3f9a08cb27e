using System.Net.Http;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The operations that the client uses, each with the scope that the published documents ask for.</summary>
internal static class ApiOperations
{
    private const string User = "/api/v2/users/{userId}";
    private const string Mappings = "/api/v2/external-ids";
    private const string Mapping = Mappings + "/{mappingId}";
    private const string CustomValues = User + "/custom-fields/values";
    private const string Manager = User + "/managers/{managerId}";
    private const string Memberships = "/api/v2/bulk/groups/memberships";
    private const string BulkOperation = "/api/v2/bulk/operations/{bulkOperationId}";

    // .NET Standard 2.0 has no name for it.
    private static readonly HttpMethod Patch = new("PATCH");

    public static readonly ApiOperation Token = new(HttpMethod.Post, "/api/v2/oauth2/token", null);

    public static readonly ApiOperation ListUsers = new(HttpMethod.Get, "/api/v2/users", "users:read");
    public static readonly ApiOperation GetUser = new(HttpMethod.Get, User, "users:read");
    public static readonly ApiOperation CreateUser = new(HttpMethod.Post, "/api/v2/users", "users:write", MayRepeat: false);
    public static readonly ApiOperation UpdateUser = new(Patch, User, "users:write");
    public static readonly ApiOperation ActivateUser = new(HttpMethod.Put, User + "/activate", "users:write");
    public static readonly ApiOperation DeleteUser = new(HttpMethod.Delete, User, "users:write");

    public static readonly ApiOperation ListMappings = new(HttpMethod.Get, Mappings, "externalIds:read");
    public static readonly ApiOperation CreateMapping = new(HttpMethod.Post, Mappings, "externalIds:write", MayRepeat: false);
    public static readonly ApiOperation ReplaceMapping = new(HttpMethod.Put, Mapping, "externalIds:write");
    public static readonly ApiOperation DeleteMapping = new(HttpMethod.Delete, Mapping, "externalIds:write");

    public static readonly ApiOperation ListCustomFields = new(HttpMethod.Get, "/api/v2/custom-fields", "customFields:read");
    public static readonly ApiOperation GetCustomValues = new(HttpMethod.Get, CustomValues, "users:read");
    public static readonly ApiOperation ReplaceCustomValues = new(HttpMethod.Put, CustomValues, "users:write");

    public static readonly ApiOperation ListManagers = new(HttpMethod.Get, User + "/managers", "users:read");
    public static readonly ApiOperation AddManager = new(HttpMethod.Post, Manager, "users:write");
    public static readonly ApiOperation RemoveManager = new(HttpMethod.Delete, Manager, "users:write");

    public static readonly ApiOperation ListGroups = new(HttpMethod.Get, "/api/v2/groups", "groups:read");
    public static readonly ApiOperation ListMembersOfGroup = new(HttpMethod.Get, "/api/v2/groups/{groupId}/roles", "groups:read");
    public static readonly ApiOperation ListGroupsOfUser = new(HttpMethod.Get, User + "/roles", "users:read");

    public static readonly ApiOperation AddMemberships = new(HttpMethod.Post, Memberships, "groups:bulk");
    public static readonly ApiOperation RemoveMemberships = new(HttpMethod.Delete, Memberships, "groups:bulk");
    public static readonly ApiOperation GetBulkOperation = new(HttpMethod.Get, BulkOperation, "bulkOperations:read");
    public static readonly ApiOperation GetBulkResults = new(HttpMethod.Get, BulkOperation + "/results", "bulkOperations:read");
}
