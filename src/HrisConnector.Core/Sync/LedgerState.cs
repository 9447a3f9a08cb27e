using System;

namespace HrisConnector.Core.Sync;

/// <summary>What the ledger knows of a unique identifier.</summary>
[Flags]
internal enum LedgerState : byte
{
    /// <summary>The file named them as inactive, and the directory has no such user: there is nobody to look for again.</summary>
    Absent = 0,

    /// <summary>An active user of the directory.</summary>
    Active = 1,

    /// <summary>An archived user of the directory.</summary>
    Archived = 2,

    /// <summary>The manager could not be set yet: look again at the next run.</summary>
    ManagerPending = 4,

    /// <summary>The rules came into charge of a group in which the user is: look at their groups when a line asks for them again.</summary>
    GroupsPending = 8,

    /// <summary>The directory refused a part of the user: try it again at the next run, as long as the line asks for it.</summary>
    PartsPending = 16,
}
