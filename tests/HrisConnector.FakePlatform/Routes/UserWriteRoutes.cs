using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Users as they are created, restored and changed.</summary>
internal static class UserWriteRoutes
{
    private static readonly string[] Languages =
    [
        "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hr", "ht_HT", "hu", "id", "it", "ja", "kar_MM", "ko", "lt", "mh_MH", "nl", "nl_BE", "no",
        "pl", "pt", "ro", "ru", "rw_RW", "sk", "sl", "so_SO", "sv", "sw_KE", "th", "ti_ET", "tr", "uk", "zh", "vi",
    ];

    /// <summary>The texts of a profile that are no more than texts.</summary>
    private static readonly (string Name, Action<User, string?> Set)[] Texts =
    [
        ("firstName", (user, value) => user.FirstName = value),
        ("lastName", (user, value) => user.LastName = value),
        ("job", (user, value) => user.Job = value),
        ("organization", (user, value) => user.Organization = value),
        ("phone", (user, value) => user.Phone = value),
        ("custom", (user, value) => user.Custom = value),
    ];

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("POST", "/api/v2/users", "users:write", Create),
        new("PATCH", "/api/v2/users/{userId}", "users:write", Update),
    ];

    private static Answer Create(Call call)
    {
        bool invite = (call.Query("sendInvitationEmail") ?? "true") switch
        {
            "true" => true,
            "false" => false,
            _ => throw ApiRefusal.Malformed("sendInvitationEmail must be true or false."),
        };
        JsonBody body = call.Body();
        string? mail = body.Text("mail");
        string? username = body.Text("username");
        JsonBody membership = body.Required("membership", body.Object("membership"));
        string groupId = membership.Required("groupId", membership.Id("groupId"));
        string role = membership.Required("role", membership.OneOf("role", GroupTree.Roles));
        membership.End();
        string? primaryGroupId = body.Id("primaryGroupId");
        string? lang = body.OneOf("lang", Languages);
        DateTimeOffset? toBeDeactivatedAt = body.Instant("toBeDeactivatedAt");
        var texts = Texts.Select(text => (text.Set, Value: body.Text(text.Name))).ToArray();
        body.End();

        if (mail == null && username == null)
        {
            throw ApiRefusal.BadRequest("mailAndUsernameUndefined", "The given input must contain a `mail` or a `username`.");
        }
        LoginRules.CheckForm(call, mail, username);
        call.RefuseAnalystWhereUnavailable(role);
        Group group = call.Group(groupId);
        CheckDeactivation(call, toBeDeactivatedAt);
        LoginRules.CheckFreeForANewUser(call, mail, username);
        User? deleted = DeletedUser(call, mail, username);
        var memberships = new User("");
        GroupTree.Join(memberships, group, role);
        CheckPrimaryGroup(memberships, primaryGroupId);

        User user = deleted ?? new User(call.Company.NewId());
        if (deleted == null)
        {
            call.Company.Users.Add(user);
        }
        else
        {
            Restore(call, user);
        }
        call.Company.Users.SetMail(user, mail ?? user.Mail);
        call.Company.Users.SetUsername(user, username ?? user.Username);
        user.Memberships.UnionWith(memberships.Memberships);
        user.PrimaryGroupId = primaryGroupId;
        user.Lang = lang ?? user.Lang;
        user.ToBeDeactivatedAt = toBeDeactivatedAt;
        foreach ((Action<User, string?> set, string? value) in texts.Where(text => text.Value != null))
        {
            set(user, value);
        }
        if (invite && mail != null)
        {
            call.Company.Invitations.Add(user.Id);
        }
        return Answer.Json(deleted == null ? 201 : 200, UserJson.Of(user));
    }

    private static Answer Update(Call call)
    {
        User user = call.User();
        JsonBody body = call.Body();
        bool hasMail = body.Has("mail");
        bool hasUsername = body.Has("username");
        string? mail = hasMail ? body.Text("mail", nullable: true) : user.Mail;
        string? username = hasUsername ? body.Text("username", nullable: true) : user.Username;
        string? lang = body.OneOf("lang", Languages);
        string? primaryGroupId = body.Has("primaryGroupId") ? body.Id("primaryGroupId", nullable: true) : user.PrimaryGroupId;
        bool hasDeactivation = body.Has("toBeDeactivatedAt");
        DateTimeOffset? toBeDeactivatedAt = hasDeactivation ? body.Instant("toBeDeactivatedAt", nullable: true) : user.ToBeDeactivatedAt;
        string? imageId = body.Id("profileImageId", nullable: true);
        var texts = Texts.Where(text => body.Has(text.Name)).Select(text => (text.Set, Value: body.Text(text.Name, nullable: true))).ToArray();
        body.End();

        LoginRules.CheckForm(call, hasMail ? mail : null, hasUsername ? username : null);
        if (mail == null && username == null)
        {
            throw ApiRefusal.BadRequest("userShouldHaveAtLeastOneValidIdentifier", "This user would have no valid identifier (mail, username).");
        }
        LoginRules.CheckFreeFor(call, user, hasMail ? mail : null, hasUsername ? username : null);
        if (hasDeactivation)
        {
            CheckDeactivationOf(call, user, toBeDeactivatedAt);
        }
        if (imageId != null)
        {
            throw ApiRefusal.BadRequest("mediaNotFound", "The given media ID does not correspond to any existing image media.");
        }
        CheckPrimaryGroup(user, primaryGroupId);

        call.Company.Users.SetMail(user, mail);
        call.Company.Users.SetUsername(user, username);
        user.Lang = lang ?? user.Lang;
        user.PrimaryGroupId = primaryGroupId;
        user.ToBeDeactivatedAt = toBeDeactivatedAt;
        foreach ((Action<User, string?> set, string? value) in texts)
        {
            set(user, value);
        }
        return Answer.Ok(UserJson.Of(user));
    }

    private static User? DeletedUser(Call call, string? mail, string? username)
    {
        User? byMail = call.Company.Users.WithMail(mail).FirstOrDefault(user => user.IsDeleted);
        User? byUsername = call.Company.Users.WithUsername(username).FirstOrDefault(user => user.IsDeleted);
        if (byMail != null && byUsername != null && byMail != byUsername)
        {
            throw ApiRefusal.BadRequest("loginIdentifierMultipleUsersFound", "Mail and username match a different user each.");
        }
        return byUsername ?? byMail;
    }

    /// <summary>The profile and the external ids come back; groups, managers and custom fields do not.</summary>
    private static void Restore(Call call, User user)
    {
        user.Status = UserStatus.Invited;
        user.ReactivatedAt.Add(call.Now);
        user.Memberships.Clear();
        user.ManagerIds.Clear();
        user.CustomValues.Clear();
    }

    private static void CheckDeactivation(Call call, DateTimeOffset? date)
    {
        if (date <= call.Now)
        {
            throw ApiRefusal.BadRequest("deactivationDateInvalid", "The given deactivation date must be set to a future date.");
        }
    }

    private static void CheckDeactivationOf(Call call, User user, DateTimeOffset? date)
    {
        if (user == call.Company.Owner)
        {
            throw ApiRefusal.BadRequest("ownerDeactivationNotAllowed", "Updating the deactivation date of the platform owner is not allowed.");
        }
        if (user.IsDeleted)
        {
            throw ApiRefusal.BadRequest("invalidUpdateOnDeletedUser", "The field `toBeDeactivatedAt` cannot be updated on a deleted user.");
        }
        CheckDeactivation(call, date);
    }

    private static void CheckPrimaryGroup(User user, string? groupId)
    {
        if (groupId != null && user.Memberships.All(membership => membership.GroupId != groupId))
        {
            throw ApiRefusal.BadRequest("notMemberOfPrimaryGroup", "The user is not a member of the `primaryGroupId` group.");
        }
    }
}
