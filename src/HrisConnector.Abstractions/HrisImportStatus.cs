namespace HrisConnector;

/// <summary>What became of one line of the users file: the <c>ImportStatus</c> column of the CSV log (behaviour.md §4).</summary>
public enum HrisImportStatus
{
    /// <summary>Nothing to do for this line.</summary>
    NoActionDone = 0,

    /// <summary>The user was created, or an archived user was reactivated.</summary>
    UserCreated,

    /// <summary>The existing user was updated.</summary>
    UserUpdated,

    /// <summary>The user was archived.</summary>
    UserArchived,

    /// <summary>The user is synchronized and matches no group rule.</summary>
    NoGroupsMatch,

    /// <summary>The user is synchronized, a custom field is not.</summary>
    CustomFieldSyncIssue,

    /// <summary>The directory refused to create or reactivate the user.</summary>
    CreationIssue,

    /// <summary>The user or the e-mail address is claimed more than once.</summary>
    DuplicateUser,

    /// <summary>Mandatory data is missing or invalid.</summary>
    InvalidUser,

    /// <summary>The line could not be read as CSV.</summary>
    Error,
}
