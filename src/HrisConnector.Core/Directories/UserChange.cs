using HrisConnector.Core.Groups;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories;

/// <summary>One change of one user.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Id">The directory's identifier; null for a user to be created. A creation that has one was begun before, and is to be finished.</param>
/// <param name="Values">The values that change.</param>
internal sealed record UserChange(ChangeKind Kind, string? Id, UserValues Values)
{
    /// <summary>The groups that the user leaves and joins.</summary>
    public GroupChange Groups { get; init; } = GroupChange.None;
}
