using HrisConnector.Core.Groups;

namespace HrisConnector.Core.Sync;

/// <summary>What becomes of a user's groups.</summary>
/// <param name="Change">The groups that the user goes into and out of.</param>
/// <param name="Effect">What that does to the memberships, for an undo.</param>
/// <param name="Given">What the ledger remembers afterwards; null when the rules were not asked.</param>
internal readonly record struct PlannedGroups(GroupChange Change, GroupEffect Effect, string? Given);
