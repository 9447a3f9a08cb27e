using HrisConnector.Core.Directories;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>What the store remembers of a change that was made: the ledger's entry and the image for an undo.</summary>
internal static class ChangeRecord
{
    /// <summary>Writes it. Within the transaction of the change, or of its outcome.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="images">The undo images of the run.</param>
    /// <param name="planned">The change.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="run">The run that made it.</param>
    /// <param name="unlogged">What an earlier run did to the user that no log tells yet.</param>
    public static void Write(Ledger ledger, UndoImages images, PlannedChange planned, ChangeResult result, long run, ChangeKind unlogged)
    {
        var state = planned.State;
        if (result.ManagerPending)
            state |= LedgerState.ManagerPending;
        if (result.GroupsPending)
            state |= LedgerState.GroupsPending;
        if ((result.Details & (LineDetails.CustomFields | LineDetails.PartlyRefused)) != 0)
            state |= LedgerState.PartsPending;
        var changes = planned.Change.Kind != ChangeKind.None;
        if (changes && planned.Image is { } image)
        {
            // What the ledger remembers of groups changes only when the rules were asked.
            var given = planned.GivenGroups is null ? null : image.WasKnown ? ledger.FindGivenGroups(planned.Key) ?? "" : "";
            images.Add(planned, image, result.Id!, given);
        }

        var change = UnloggedChanges.Together(unlogged, planned.Change.Kind);
        ledger.Write(planned.Key, result.Id, planned.Fingerprint, state, planned.GivenGroups, changes ? run : null, change);
    }
}
