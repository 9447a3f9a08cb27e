namespace HrisConnector.Core.Directories;

/// <summary>What is to be done with a user.</summary>
internal enum ChangeKind : byte
{
    /// <summary>Nothing at the directory; the ledger alone learns what the file says.</summary>
    None,

    /// <summary>A new active user.</summary>
    Create,

    /// <summary>An archived user becomes active, with these values.</summary>
    Reactivate,

    /// <summary>An active user gets these values.</summary>
    Update,

    /// <summary>An active user is archived.</summary>
    Archive,
}
