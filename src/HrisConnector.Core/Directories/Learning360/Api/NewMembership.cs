namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The first membership of a user who is to be created.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Role">The role there.</param>
internal sealed record NewMembership(string GroupId, string Role = ApiMembership.Learner);
