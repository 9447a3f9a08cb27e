using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>What a mail address and a username must be, and whose they may be.</summary>
internal static partial class LoginRules
{
    private const int UsersOfASharedMail = 100;

    public static void CheckForm(Call call, string? mail, string? username)
    {
        if (mail != null && !MailForm().IsMatch(mail))
        {
            throw ApiRefusal.BadRequest("mailInvalid", "The given mail is invalid.");
        }
        if (username == null)
        {
            return;
        }
        if (!call.Options.UsernamesAllowed)
        {
            throw ApiRefusal.BadRequest("usernameNotAllowed", "The use of username for login is not allowed by your company.");
        }
        if (!UsernameForm().IsMatch(username))
        {
            throw ApiRefusal.Malformed("The body: username has characters that a username cannot have.");
        }
    }

    /// <summary>A new user may have them unless a user who is not deleted does.</summary>
    public static void CheckFreeForANewUser(Call call, string? mail, string? username)
    {
        if (call.Company.Users.WithUsername(username).Any(user => !user.IsDeleted))
        {
            throw UsernameAlreadyUsed();
        }
        var holders = call.Company.Users.WithMail(mail).Count(user => !user.IsDeleted);
        if (holders > 0 && !call.Options.SharedMails)
        {
            throw MailAlreadyUsed();
        }
        if (holders >= UsersOfASharedMail)
        {
            throw ApiRefusal.BadRequest("mailUsedTooManyTimes", "The given mail is already used too many times.");
        }
    }

    /// <summary>A user may take them over unless another user has them: the documents count deleted ones as existing users.</summary>
    public static void CheckFreeFor(Call call, User user, string? mail, string? username)
    {
        if (Others(call, user, call.Company.Users.WithUsername(username)) > 0)
        {
            throw UsernameAlreadyUsed();
        }
        if (Others(call, user, call.Company.Users.WithMail(mail)) >= (call.Options.SharedMails ? UsersOfASharedMail : 1))
        {
            throw MailAlreadyUsed();
        }
    }

    private static int Others(Call call, User user, IReadOnlyList<User> holders) =>
        holders.Count(holder => holder != user && !(holder.IsDeleted && call.Options.DeletedUsersReleaseTheirMail));

    private static ApiRefusal MailAlreadyUsed() => ApiRefusal.BadRequest("mailAlreadyUsed", "The given mail is already used.");

    private static ApiRefusal UsernameAlreadyUsed() => ApiRefusal.BadRequest("usernameAlreadyUsed", "The given username is already used.");

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")]
    private static partial Regex MailForm();

    [GeneratedRegex(@"^[a-z0-9_\-.+#!$%&'*/=?^`{|}~]+$")]
    private static partial Regex UsernameForm();
}
