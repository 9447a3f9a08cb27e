using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;

namespace HrisConnector.Core.Sync;

/// <summary>A change as the planner hands it to the executor.</summary>
/// <param name="Line">The number of the line that asks for it, from 0; -1 when its user is missing from the file.</param>
/// <param name="Key">The key of the unique identifier in the ledger.</param>
/// <param name="Fingerprint">What the ledger is to remember.</param>
/// <param name="State">How the user stands afterwards.</param>
/// <param name="Change">The change.</param>
internal sealed record PlannedChange(int Line, string Key, Hash128 Fingerprint, LedgerState State, UserChange Change)
{
    /// <summary>The ids of the groups that the ledger is to remember as given, as one text; null leaves what it remembers.</summary>
    public string? GivenGroups { get; init; }

    /// <summary>What an undo is to give back; null when nothing changes.</summary>
    public ChangeImage? Image { get; init; }
}
