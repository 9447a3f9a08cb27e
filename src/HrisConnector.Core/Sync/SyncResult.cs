using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Sync;

/// <summary>The end of one run: its entry of the history and, when it failed, the failure.</summary>
/// <param name="Sync">The entry.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record SyncResult(HrisSync Sync, HrisException? Error);
