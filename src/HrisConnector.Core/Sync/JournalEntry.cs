namespace HrisConnector.Core.Sync;

/// <summary>A change that a run had under way.</summary>
/// <param name="Number">The number of the entry in the journal.</param>
/// <param name="Run">The run.</param>
/// <param name="Planned">The change; its line is -1.</param>
internal sealed record JournalEntry(long Number, long Run, PlannedChange Planned);
