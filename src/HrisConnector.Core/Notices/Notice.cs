using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Notices;

/// <summary>The end of a run, as somebody is told of it.</summary>
/// <param name="Sync">The run. One that failed before it knew a file has an empty <see cref="HrisSync.File"/>.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
/// <param name="Faults">The lines that made it a warning; none of a run that failed.</param>
internal sealed record Notice(HrisSync Sync, HrisException? Error, NoticeFaults Faults);
