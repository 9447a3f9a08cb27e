using System;

namespace HrisConnector.Core.Sync;

/// <summary>What the plan knows of a line besides its details.</summary>
[Flags]
internal enum LineFlags : byte
{
    None = 0,

    /// <summary>The line says that the user is active.</summary>
    Active = 1 << 0,

    /// <summary>The user has an account in the directory.</summary>
    Known = 1 << 1,

    /// <summary>The account has the line's e-mail address already.</summary>
    HoldsEmail = 1 << 2,

    /// <summary>The line is outside the perimeter or its user is protected: it asks for nothing.</summary>
    Inert = 1 << 3,

    /// <summary>The ledger says that nothing is new.</summary>
    Unchanged = 1 << 4,

    /// <summary>The manager is all that would change.</summary>
    OnlyManager = 1 << 5,

    /// <summary>The account was found by its e-mail address and gets its unique identifier now.</summary>
    Linked = 1 << 6,

    /// <summary>The planned change was dropped when the whole file was known.</summary>
    Dropped = 1 << 7,
}
