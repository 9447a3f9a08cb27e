using System;

namespace HrisConnector.Core.Users;

/// <summary>What there is to say of a line, several at once: the values of <c>ImportDetail</c> listed in the order of <see cref="Sync.OutcomeText"/> (behaviour.md §4).</summary>
[Flags]
internal enum LineDetails : uint
{
    None = 0,
    ReadingError = 1 << 0,
    UserWithoutExternalId = 1 << 1,
    UserWithoutName = 1 << 2,
    UserWithoutFirstName = 1 << 3,
    UserWithoutLastName = 1 << 4,
    UserWithoutMail = 1 << 5,
    UserWithoutStatus = 1 << 6,
    UserAlreadyExists = 1 << 7,
    EmailUsedByDeletedUser = 1 << 8,
    EmailUsedInCompany = 1 << 9,
    EmailUsedTooManyTimes = 1 << 10,
    InvalidEmails = 1 << 11,
    UnavailableEmails = 1 << 12,
    CustomFieldTypeMismatch = 1 << 13,
    CustomFieldValueNotAuthorized = 1 << 14,
    LanguageNotSupported = 1 << 15,
    ManagerNotFound = 1 << 16,
    OutsidePerimeter = 1 << 17,
    NoGroupsMatch = 1 << 18,

    /// <summary>Of an undo: the user is no longer as the undone run left them.</summary>
    ChangedSince = 1 << 19,

    /// <summary>Of an undo: the account does not exist any more.</summary>
    NoLongerThere = 1 << 20,

    /// <summary>Of an undo: the user was not as the undone run left them, and was taken back by force.</summary>
    ChangeOverridden = 1 << 21,

    /// <summary>The directory refused the change as a whole, in words of its own.</summary>
    Refused = 1 << 22,

    /// <summary>The user is synchronized, and the directory refused a part of it, in words of its own.</summary>
    PartlyRefused = 1 << 23,

    /// <summary>The directory says that another account has the address or the user name.</summary>
    LoginAlreadyExists = 1 << 24,

    /// <summary>Mandatory data is missing.</summary>
    MissingData = UserWithoutExternalId | UserWithoutName | UserWithoutFirstName | UserWithoutLastName | UserWithoutMail | UserWithoutStatus,

    /// <summary>The user or the address is claimed twice.</summary>
    Duplicates = UserAlreadyExists | LoginAlreadyExists | EmailUsedByDeletedUser | EmailUsedInCompany | EmailUsedTooManyTimes,

    /// <summary>A custom field could not be synchronized.</summary>
    CustomFields = CustomFieldTypeMismatch | CustomFieldValueNotAuthorized,

    /// <summary>Why an undo leaves a user alone, and somebody has to look at them.</summary>
    NotTakenBack = ChangedSince | NoLongerThere,

    /// <summary>Details whose words are the directory's.</summary>
    InOtherWords = Refused | PartlyRefused,

    /// <summary>Details that make the line as a whole unusable.</summary>
    Fatal = ReadingError | MissingData | Duplicates | InvalidEmails | UnavailableEmails | NotTakenBack | Refused,
}
