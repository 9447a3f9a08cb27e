namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A role of a user in a group.</summary>
/// <param name="UserId">The user.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Role">The role.</param>
internal sealed record ApiMembership(string UserId, string GroupId, string Role = ApiMembership.Learner)
{
    /// <summary>The role that group rules give and take.</summary>
    public const string Learner = "learner";
}
