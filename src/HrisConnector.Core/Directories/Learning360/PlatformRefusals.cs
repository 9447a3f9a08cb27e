using System.Collections.Generic;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>What the platform's error codes mean for a line (behaviour.md §4). A code that is not here keeps its own text.</summary>
internal static class PlatformRefusals
{
    /// <summary>Our own code for a creation that the platform took for the return of somebody who had left.</summary>
    public const string SomebodyRestored = "somebodyRestored";

    private static readonly Dictionary<string, LineDetails> WhenCreated = new()
    {
        [SomebodyRestored] = LineDetails.EmailUsedByDeletedUser,
        ["mailAlreadyUsed"] = LineDetails.LoginAlreadyExists,
        ["usernameAlreadyUsed"] = LineDetails.LoginAlreadyExists,
        ["loginIdentifierMultipleUsersFound"] = LineDetails.LoginAlreadyExists,
        ["mailUsedTooManyTimes"] = LineDetails.EmailUsedTooManyTimes,
        ["mailInvalid"] = LineDetails.InvalidEmails,
        ["mailAndUsernameUndefined"] = LineDetails.UserWithoutMail,
    };

    private static readonly Dictionary<string, LineDetails> WhenChanged = new()
    {
        ["mailAlreadyUsed"] = LineDetails.EmailUsedInCompany,
        ["usernameAlreadyUsed"] = LineDetails.LoginAlreadyExists,
        ["mailUsedTooManyTimes"] = LineDetails.EmailUsedTooManyTimes,
        ["mailInvalid"] = LineDetails.InvalidEmails,
        ["userShouldHaveAtLeastOneValidIdentifier"] = LineDetails.UserWithoutMail,
    };

    private static readonly Dictionary<string, LineDetails> OfParts = new()
    {
        ["unauthorizedValue"] = LineDetails.CustomFieldValueNotAuthorized,
        ["wrongTypeValue"] = LineDetails.CustomFieldTypeMismatch,
        ["managerNotFound"] = LineDetails.ManagerNotFound,
        ["managerDeleted"] = LineDetails.ManagerNotFound,
    };

    /// <summary>Whether the platform refused a manager because it has no such user, or only a deleted one.</summary>
    public static bool IsManagerGone(LearningApiException e) => OfParts.TryGetValue(e.Code, out var detail) && detail == LineDetails.ManagerNotFound;

    /// <summary>A user who was not created or reactivated.</summary>
    public static ChangeResult NotCreated(LearningApiException e) => Refused(WhenCreated, e);

    /// <summary>A user who was not changed.</summary>
    public static ChangeResult NotChanged(LearningApiException e) => Refused(WhenChanged, e);

    /// <summary>Nobody knows what became of a user.</summary>
    public static ChangeResult Unknown(string why) => new(null) { IsOpen = true, Details = LineDetails.Refused, Remark = why };

    /// <summary>Adds a part that was refused to what is said of a user.</summary>
    public static ChangeResult Without(ChangeResult result, LearningApiException e) => OfParts.TryGetValue(e.Code, out var detail)
        ? result with { Details = result.Details | detail }
        : result with { Details = result.Details | LineDetails.PartlyRefused, Remark = result.Remark is null ? TextOf(e) : $"{result.Remark}; {TextOf(e)}" };

    /// <summary>The code and, where there is one, the platform's sentence. It goes to the line's log and nowhere else.</summary>
    public static string TextOf(LearningApiException e) => string.IsNullOrWhiteSpace(e.PlatformMessage) ? e.Code : $"{e.Code}: {e.PlatformMessage}";

    private static ChangeResult Refused(Dictionary<string, LineDetails> known, LearningApiException e)
    {
        if (e.IsTransient)
            return Unknown(TextOf(e));
        return known.TryGetValue(e.Code, out var detail)
            ? new ChangeResult(null) { Details = detail }
            : new ChangeResult(null) { Details = LineDetails.Refused, Remark = TextOf(e) };
    }
}
