using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>How the details of a line are written: the exact words of the CSV log and the sentences of the JSON log (behaviour.md §4).</summary>
internal static class OutcomeText
{
    private static readonly (LineDetails Detail, string Word, string Sentence)[] Table =
    [
        (LineDetails.UserWithoutExternalId, "userWithoutExternalId", "No unique ID provided"),
        (LineDetails.UserWithoutName, "userWithoutName", "No name provided"),
        (LineDetails.UserWithoutFirstName, "userWithoutFirstName", "No first name provided"),
        (LineDetails.UserWithoutLastName, "userWithoutLastName", "No last name provided"),
        (LineDetails.UserWithoutMail, "userWithoutMail", "No email provided"),
        (LineDetails.UserWithoutStatus, "userWithoutStatus", "No status provided"),
        (LineDetails.UserAlreadyExists, "userAlreadyExists", "The unique ID stands on several lines; keep one line for each user"),
        (LineDetails.EmailUsedByDeletedUser, "Email already used by a deleted user from the company",
            "The email belongs to an archived user; give this user another email, or change the archived user's"),
        (LineDetails.EmailUsedInCompany, "Email already used in the company", "The email belongs to another user; give each user an email of their own"),
        (LineDetails.EmailUsedTooManyTimes, "Email used too many times", "The email is used by 100 users already; give this user another one"),
        (LineDetails.InvalidEmails, "invalidEmails", "The email is not a valid address; correct it"),
        (LineDetails.UnavailableEmails, "unavailableEmails",
            "The email belongs to an account that no unique ID owns; change that account's email, or switch linkByEmail on"),
        (LineDetails.CustomFieldTypeMismatch, "CustomFieldTypeMismatch", "A custom field's value is of another type; correct the value or its format"),
        (LineDetails.CustomFieldValueNotAuthorized, "CustomFieldValueNotAuthorized", "A custom field's value is not among the authorized ones"),
        (LineDetails.NoGroupsMatch, "User does not match any group assignment rule",
            "User does not match any group assignment rule; correct the user's fields, or add a rule that takes the user"),
        (LineDetails.LanguageNotSupported, "languageNotSupported", "The language is not supported by the platform"),
        (LineDetails.ManagerNotFound, "managerNotFound", "The manager is neither in the file nor in the directory"),
        (LineDetails.OutsidePerimeter, "User is outside of the synchronization perimeter", "User is outside of the synchronization perimeter"),
    ];

    /// <summary>The <c>ImportDetail</c> of a line.</summary>
    /// <param name="details">What there is to say.</param>
    /// <param name="readingFault">Why the line could not be read, if it could not.</param>
    public static string Detail(LineDetails details, string readingFault) => (details & LineDetails.ReadingError) != 0
        ? $"Error when reading the CSV file: {readingFault}"
        : string.Join("; ", Table.Where(row => (details & row.Detail) != 0).Select(row => row.Word));

    /// <summary>The <c>errorMessage</c> of a line.</summary>
    public static string Message(SyncPlan plan, int number, string uniqueId, string readingFault)
    {
        var line = plan.Lines[number];
        if ((line.Details & LineDetails.ReadingError) != 0)
            return Detail(line.Details, readingFault);
        return string.Join("; ", Of(line.Details).Select(row => Message(plan, number, row.Detail, uniqueId)));
    }

    /// <summary>The sentence of one detail of a line, the other line or user concerned included.</summary>
    public static string Message(SyncPlan plan, int number, LineDetails detail, string uniqueId)
    {
        var (_, _, sentence) = Of(detail).First();
        return Concerned(plan, number, plan.Lines[number], detail, uniqueId) is { } concerned ? $"{sentence} ({concerned})" : sentence;
    }

    /// <summary>The word and sentence of each single detail, for reports.</summary>
    public static IEnumerable<(LineDetails Detail, string Word, string Sentence)> Of(LineDetails details) =>
        Table.Where(row => (details & row.Detail) != 0);

    private static string? Concerned(SyncPlan plan, int number, LinePlan line, LineDetails detail, string uniqueId)
    {
        if (detail == LineDetails.UserAlreadyExists && line.Other >= 0)
            return $"uniqueId {Printable.Of(uniqueId)} is also on line {plan.Lines[line.Other].LineNumber}";
        if ((detail & (LineDetails.EmailUsedInCompany | LineDetails.EmailUsedByDeletedUser)) == 0)
            return null;
        if ((line.Details & LineDetails.UserAlreadyExists) == 0 && line.Other >= 0)
            return $"line {plan.Lines[line.Other].LineNumber} has it too";
        return plan.HolderNames.TryGetValue(number, out var holder) ? $"uniqueId {Printable.Of(holder)} has it in the directory" : null;
    }
}
