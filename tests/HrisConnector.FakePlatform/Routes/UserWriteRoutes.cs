using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Users as they are created, restored and changed.</summary>
internal static class UserWriteRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        new("POST", "/api/v2/users", "users:write", Create),
        new("PATCH", "/api/v2/users/{userId}", "users:write", Update),
    ];

    private static Answer Create(Call call)
    {
        var given = NewUser.Read(call);
        var memberships = CheckedMemberships(call, given);
        var deleted = DeletedUser(call, given.Mail, given.Username);

        var user = deleted ?? new User(call.Company.NewId());
        if (deleted == null)
        {
            call.Company.Users.Add(user);
        }
        else
        {
            Restore(call, user);
        }
        call.Company.Users.SetMail(user, given.Mail ?? user.Mail);
        call.Company.Users.SetUsername(user, given.Username ?? user.Username);
        user.Memberships.UnionWith(memberships);
        user.PrimaryGroupId = given.PrimaryGroupId;
        user.Lang = given.Lang ?? user.Lang;
        user.ToBeDeactivatedAt = given.ToBeDeactivatedAt;
        SetTexts(user, given.Texts);
        if (given.IsInvited && given.Mail != null)
        {
            call.Company.Invitations.Add(user.Id);
        }
        return Answer.Json(deleted == null ? 201 : 200, UserJson.Of(user));
    }

    private static Answer Update(Call call)
    {
        var user = call.User();
        var change = UserChange.Read(call, user);
        Check(call, user, change);

        call.Company.Users.SetMail(user, change.Mail);
        call.Company.Users.SetUsername(user, change.Username);
        user.Lang = change.Lang;
        user.PrimaryGroupId = change.PrimaryGroupId;
        user.ToBeDeactivatedAt = change.ToBeDeactivatedAt;
        SetTexts(user, change.Texts);
        return Answer.Ok(UserJson.Of(user));
    }

    /// <summary>Refuses a user who cannot be.</summary>
    /// <returns>The memberships that the user will have.</returns>
    private static SortedSet<Membership> CheckedMemberships(Call call, NewUser given)
    {
        if (given.Mail == null && given.Username == null)
        {
            throw ApiRefusal.BadRequest("mailAndUsernameUndefined", "The given input must contain a `mail` or a `username`.");
        }
        LoginRules.CheckForm(call, given.Mail, given.Username);
        call.RefuseAnalystWhereUnavailable(given.Role);
        var group = call.Group(given.GroupId);
        CheckDeactivation(call, given.ToBeDeactivatedAt);
        LoginRules.CheckFreeForANewUser(call, given.Mail, given.Username);
        var member = new User("");
        GroupTree.Join(member, group, given.Role);
        CheckPrimaryGroup(member, given.PrimaryGroupId);
        return member.Memberships;
    }

    private static void Check(Call call, User user, UserChange change)
    {
        var newMail = change.HasMail ? change.Mail : null;
        var newUsername = change.HasUsername ? change.Username : null;
        LoginRules.CheckForm(call, newMail, newUsername);
        if (change.Mail == null && change.Username == null)
        {
            throw ApiRefusal.BadRequest("userShouldHaveAtLeastOneValidIdentifier", "This user would have no valid identifier (mail, username).");
        }
        LoginRules.CheckFreeFor(call, user, newMail, newUsername);
        if (change.HasDeactivation)
        {
            CheckDeactivationOf(call, user, change.ToBeDeactivatedAt);
        }
        if (change.ProfileImageId != null)
        {
            throw ApiRefusal.BadRequest("mediaNotFound", "The given media ID does not correspond to any existing image media.");
        }
        if (change.PrimaryGroupId != user.PrimaryGroupId)
        {
            CheckPrimaryGroup(user, change.PrimaryGroupId);
        }
    }

    private static void SetTexts(User user, IReadOnlyList<(Action<User, string?> Set, string? Value)> texts)
    {
        foreach (var (set, value) in texts)
        {
            set(user, value);
        }
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
