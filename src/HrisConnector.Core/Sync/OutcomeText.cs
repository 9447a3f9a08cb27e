using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;
using static HrisConnector.Core.Sync.OutcomeWords;

namespace HrisConnector.Core.Sync;

/// <summary>How the details of a line are written: the exact words of the CSV log and the sentences of the JSON log (behaviour.md §4).</summary>
internal static class OutcomeText
{
    /// <summary>What the detail of a line that cannot be read begins with; the reader's words follow. Such a line has this fault alone.</summary>
    public const string ReadingWord = "Error when reading the CSV file";

    /// <summary>What to do about a line that cannot be read.</summary>
    public const string ReadingAction = "correct the line; a value that holds a delimiter or a quote stands in quotes";

    private static readonly OutcomeWords[] Table =
    [
        Brief(LineDetails.UserWithoutExternalId, "userWithoutExternalId", "No unique ID provided", "give the user a unique ID"),
        Brief(LineDetails.UserWithoutName, "userWithoutName", "No name provided", "fill in the first name and the last name"),
        Brief(LineDetails.UserWithoutFirstName, "userWithoutFirstName", "No first name provided", "fill in the first name"),
        Brief(LineDetails.UserWithoutLastName, "userWithoutLastName", "No last name provided", "fill in the last name"),
        Brief(LineDetails.UserWithoutMail, "userWithoutMail", "No email provided", "fill in the email"),
        Brief(LineDetails.UserWithoutStatus, "userWithoutStatus", "No status provided", "fill in a status that is configured as active or inactive"),
        Full(LineDetails.UserAlreadyExists, "userAlreadyExists", "The unique ID stands on several lines", "keep one line for each user"),
        Full(LineDetails.LoginAlreadyExists, "userAlreadyExists", "Another account of the platform has this email or username", "give each user their own"),
        Full(LineDetails.EmailUsedByDeletedUser, "Email already used by a deleted user from the company",
            "The email belongs to an archived user", "give this user another email, or change the archived user's"),
        Full(LineDetails.EmailUsedInCompany, "Email already used in the company", "The email belongs to another user", "give each user an email of their own"),
        Full(LineDetails.EmailUsedTooManyTimes, "Email used too many times", "The email is used by 100 users already", "give this user another one"),
        Full(LineDetails.InvalidEmails, "invalidEmails", "The email is not a valid address", "correct it"),
        Full(LineDetails.UnavailableEmails, "unavailableEmails",
            "The email belongs to an account that no unique ID owns", "change that account's email, or switch linkByEmail on"),
        Full(LineDetails.CustomFieldTypeMismatch, "CustomFieldTypeMismatch", "A custom field's value is of another type", "correct the value or its format"),
        Brief(LineDetails.CustomFieldValueNotAuthorized, "CustomFieldValueNotAuthorized",
            "A custom field's value is not among the authorized ones", "correct the value, or add it to the authorized ones"),
        Full(LineDetails.NoGroupsMatch, "User does not match any group assignment rule",
            "User does not match any group assignment rule", "correct the user's fields, or add a rule that takes the user"),
        Brief(LineDetails.LanguageNotSupported, "languageNotSupported", "The language is not supported by the platform", "use a language code that the platform has"),
        Brief(LineDetails.ManagerNotFound, "managerNotFound", "The manager is neither in the file nor in the directory", "correct the manager's unique ID"),
        Full(LineDetails.ChangedSince, "User was changed since", "The user was changed since", "undo the later change first, or repeat the undo with -Force"),
        Full(LineDetails.NoLongerThere, "User is no longer in the directory", "The account does not exist any more", "nothing can be taken back"),
        Brief(LineDetails.ChangeOverridden, "User was changed since and is taken back all the same",
            "The user was changed since and is taken back all the same", "nothing, if that is intended"),
        Full(LineDetails.Refused, "", "The directory refused it", "correct the value that it names, or ask the platform's support"),
        Full(LineDetails.PartlyRefused, "", "The directory refused a part of it", "correct what it names; the next run tries again"),
        Brief(LineDetails.OutsidePerimeter, "User is outside of the synchronization perimeter", "User is outside of the synchronization perimeter", "nothing, if that is intended"),
    ];

    /// <summary>The <c>ImportDetail</c> of a line.</summary>
    /// <param name="details">What there is to say.</param>
    /// <param name="note">Why the line could not be read, if it could not; else the directory's own words, if there are any.</param>
    public static string Detail(LineDetails details, string note) => (details & LineDetails.ReadingError) != 0
        ? $"{ReadingWord}: {note}"
        : string.Join("; ", Of(details).Select(row => (row.Detail & LineDetails.InOtherWords) != 0 ? note : row.Word));

    /// <summary>The <c>errorMessage</c> of a line.</summary>
    public static string Message(SyncPlan plan, int number, string uniqueId, string readingFault)
    {
        var line = plan.Lines[number];
        if ((line.Details & LineDetails.ReadingError) != 0)
            return Detail(line.Details, readingFault);
        return string.Join("; ", Of(line.Details).Select(row => Message(plan, number, row.Detail, uniqueId)));
    }

    /// <summary>The sentence of one detail of a line, the other line or user concerned included.</summary>
    public static string Message(SyncPlan plan, int number, LineDetails detail, string uniqueId) =>
        WithConcerned(Of(detail).First().Sentence, plan, number, detail, uniqueId, Printable.Of, remark => remark);

    /// <summary>What is wrong with a line and, apart from it, what to do: the words of <see cref="Message(SyncPlan, int, string, string)"/>
    /// in two parts, without the perimeter, which is no fault.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="number">The line's number in it.</param>
    /// <param name="uniqueId">The line's unique identifier.</param>
    /// <param name="readingFault">Why the line could not be read, if it could not.</param>
    /// <param name="show">Makes a unique identifier fit for where the words go.</param>
    /// <param name="showRemark">Makes the directory's own words fit for it.</param>
    public static (string Problem, string Action) Advice(
        SyncPlan plan, int number, string uniqueId, string readingFault, Func<string, string> show, Func<string, string> showRemark)
    {
        var details = plan.Lines[number].Details & ~LineDetails.OutsidePerimeter;
        if ((details & LineDetails.ReadingError) != 0)
            return (Detail(details, readingFault), ReadingAction);
        var rows = Of(details).ToArray();
        return (
            string.Join("; ", rows.Select(row => WithConcerned(row.Problem, plan, number, row.Detail, uniqueId, show, showRemark))),
            string.Join("; ", rows.Select(row => row.Action)));
    }

    /// <summary>The words of every detail that a line which could be read may have.</summary>
    public static IReadOnlyList<OutcomeWords> All => Table;

    /// <summary>The words of each single detail, for reports.</summary>
    public static IEnumerable<OutcomeWords> Of(LineDetails details) => Table.Where(row => (details & row.Detail) != 0);

    private static string WithConcerned(
        string words, SyncPlan plan, int number, LineDetails detail, string uniqueId, Func<string, string> show, Func<string, string> showRemark)
    {
        var concerned = (detail & LineDetails.InOtherWords) == 0 ? Concerned(plan, number, plan.Lines[number], detail, uniqueId, show)
            : plan.Remarks.TryGetValue(number, out var remark) ? showRemark(remark)
            : null;
        return concerned is null ? words : $"{words} ({concerned})";
    }

    private static string? Concerned(SyncPlan plan, int number, LinePlan line, LineDetails detail, string uniqueId, Func<string, string> show)
    {
        if (detail == LineDetails.UserAlreadyExists && line.Other >= 0)
            return $"uniqueId {show(uniqueId)} is also on line {plan.Lines[line.Other].LineNumber}";
        if ((detail & (LineDetails.ChangedSince | LineDetails.ChangeOverridden)) != 0)
            return plan.LaterRuns.TryGetValue(number, out var run) ? $"by run {run}" : "not by a run of this connector";
        if ((detail & (LineDetails.EmailUsedInCompany | LineDetails.EmailUsedByDeletedUser)) == 0)
            return null;
        if ((line.Details & LineDetails.UserAlreadyExists) == 0 && line.Other >= 0)
            return $"line {plan.Lines[line.Other].LineNumber} has it too";
        return plan.HolderNames.TryGetValue(number, out var holder) ? $"uniqueId {show(holder)} has it in the directory" : null;
    }
}
