using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Groups;

namespace HrisConnector.Core.Directories;

/// <summary>
/// The users of a learning platform. The planner calls the Find methods, the executor <see cref="ApplyAsync"/> and
/// <see cref="LinkManagersAsync"/>; everything comes in batches, so that a directory behind a network can work in parallel.
/// </summary>
internal interface IUserDirectory
{
    /// <summary>The accounts with these identifiers; those that do not exist are left out.</summary>
    Task<IReadOnlyList<DirectoryUser>> FindByIdAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>The accounts that own these unique identifiers.</summary>
    Task<IReadOnlyList<DirectoryUser>> FindByUniqueIdAsync(IReadOnlyList<string> uniqueIds, CancellationToken cancellationToken);

    /// <summary>The accounts, active and archived, that have one of these e-mail addresses.</summary>
    Task<IReadOnlyList<DirectoryUser>> FindByEmailAsync(IReadOnlyList<string> emails, CancellationToken cancellationToken);

    /// <summary>The groups.</summary>
    Task<IReadOnlyList<Group>> GetGroupsAsync(CancellationToken cancellationToken);

    /// <summary>For each account, in order, the ids of the groups in which it is a learner.</summary>
    Task<IReadOnlyList<IReadOnlyList<string>>> FindLearnerGroupsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>The unique identifiers of the learners of these groups; accounts that have none are left out.</summary>
    Task<IReadOnlyList<string>> FindLearnersAsync(IReadOnlyList<string> groupIds, CancellationToken cancellationToken);

    /// <summary>Applies changes; a result for each, in order. Managers that exist already are linked at once.</summary>
    Task<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<UserChange> changes, CancellationToken cancellationToken);

    /// <summary>Links users to their managers, who exist by now.</summary>
    /// <param name="links">The directory's identifier of each user and the unique identifier of their manager.</param>
    /// <param name="cancellationToken">Stops between two users.</param>
    /// <returns>For each link, in order, whether it was made.</returns>
    Task<IReadOnlyList<bool>> LinkManagersAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken);
}
