namespace HrisConnector.Core.Intake;

/// <summary>How many archived files were older than configured.</summary>
/// <param name="Deleted">Those that are gone.</param>
/// <param name="Failed">Those that could not be deleted; the next run tries them again.</param>
internal readonly record struct ArchivePurge(int Deleted, int Failed);
