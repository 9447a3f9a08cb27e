using HrisConnector.Core.Directories;

namespace HrisConnector.Core.Undo;

/// <summary>What a run did to one user, as the store keeps it.</summary>
/// <param name="Place">Its place among the changes of the run, from 0.</param>
/// <param name="Key">The key of the unique identifier in the ledger.</param>
/// <param name="UserId">The directory's identifier of the account.</param>
/// <param name="Kind">What was done.</param>
/// <param name="After">The <see cref="ValuesFingerprint"/> of the touched fields afterwards.</param>
/// <param name="Before">What was before.</param>
/// <param name="Manager">The manager whom the user got, an empty text for none; null when the change does not touch it.</param>
/// <param name="GivenGroups">What the ledger remembered of groups before; null when the change does not touch that.</param>
internal sealed record UndoImage(int Place, string Key, string UserId, ChangeKind Kind, long After, ChangeImage Before, string? Manager, string? GivenGroups)
{
    /// <summary>Whether the account was archived afterwards.</summary>
    public bool IsArchivedAfter => Kind == ChangeKind.Archive || (Kind == ChangeKind.Update && Before.WasArchived);

    /// <summary>Whether the account is to be archived when it is taken back: a created one cannot be unmade.</summary>
    public bool IsArchivedBefore => Kind == ChangeKind.Create || Before.WasArchived;
}
