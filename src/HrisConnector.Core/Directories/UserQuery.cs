namespace HrisConnector.Core.Directories;

/// <summary>Which users of the directory are wanted; everything null means all of them.</summary>
/// <param name="UniqueId">The exact unique identifier, without regard to case.</param>
/// <param name="Email">The exact e-mail address, without regard to case.</param>
/// <param name="Archived">Archived users only, active ones only, or both when null.</param>
public sealed record UserQuery(string? UniqueId = null, string? Email = null, bool? Archived = null);
