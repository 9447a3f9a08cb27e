using System;

namespace HrisConnector.Core.Sync;

/// <summary>What one run is asked to do differently.</summary>
/// <param name="Full">Compare every line with the directory instead of the ledger (behaviour.md §7).</param>
/// <param name="Force">Let this run pass the safety limits.</param>
/// <param name="Preview">Do everything but the writing (<c>-WhatIf</c>).</param>
/// <param name="Wait">How long to wait for another run on the connector; by default not at all. A preview waits for nobody.</param>
/// <param name="PreviewLogPath">Where a preview writes the CSV log that the run would write: the full path of a new file, or of a folder; null for none.</param>
public sealed record SyncOptions(bool Full = false, bool Force = false, bool Preview = false, TimeSpan Wait = default, string? PreviewLogPath = null);
