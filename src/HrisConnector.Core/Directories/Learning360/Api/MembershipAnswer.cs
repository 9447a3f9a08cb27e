namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A role as the platform lists it: of a group with the users alone, of a user with the groups alone.</summary>
internal sealed record MembershipAnswer(string? UserId, string? GroupId, string? Role);
