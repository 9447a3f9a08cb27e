using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>The resources that a path names, or the refusal when there is none.</summary>
internal static class Resources
{
    public static User User(this Call call, string name = "userId") =>
        call.Company.Users.Find(call.PathId(name)) ?? throw ApiRefusal.NotFound("userNotFound", "The given `userId` does not correspond to any existing user.");

    public static Group Group(this Call call, string id) =>
        call.Company.Groups.Find(id) ?? throw ApiRefusal.NotFound("groupNotFound", "The given `groupId` does not correspond to any existing group.");

    public static CustomField CustomField(this Call call, string id) =>
        call.Company.CustomFields.Find(field => field.Id == id)
        ?? throw ApiRefusal.NotFound("customFieldNotFound", "The given `customFieldId` does not correspond to any existing custom field.");

    public static void RefuseAnalystWhereUnavailable(this Call call, string role)
    {
        if (role == "analyst" && !call.Options.AnalystAvailable)
        {
            throw ApiRefusal.BadRequest("analystUnavailable", "The `analyst` group role is not available in this company.");
        }
    }

    /// <summary>An operation without filters: the page's cursor is all that its query may have.</summary>
    public static void NoFilters(this Call call) => _ = new Filters(call);
}
