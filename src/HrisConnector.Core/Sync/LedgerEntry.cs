using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>One line of the ledger as it stands in memory.</summary>
internal struct LedgerEntry
{
    public Hash128 Key;
    public Hash128 Fingerprint;
    public LedgerState State;

    /// <summary>What a run that did not end did to the user, and no log tells yet.</summary>
    public ChangeKind Unlogged;

    /// <summary>The number of the file's first line with this unique identifier, plus one; 0 when there is none.</summary>
    public int FirstLine;

    /// <summary>True when the file at hand has a line with this unique identifier.</summary>
    public readonly bool Seen => FirstLine != 0;

    public readonly bool IsActive => (State & LedgerState.Active) != 0;

    public readonly bool Exists => (State & (LedgerState.Active | LedgerState.Archived)) != 0;
}
