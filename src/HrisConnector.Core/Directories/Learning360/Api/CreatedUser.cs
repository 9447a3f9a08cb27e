namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The answer to a creation.</summary>
/// <param name="User">The user; their status is <c>invited</c>.</param>
/// <param name="Restored">True when a deleted user came back: groups, managers and custom fields are to be set again.</param>
internal sealed record CreatedUser(ApiUser User, bool Restored);
