using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Groups;

namespace HrisConnector.Core.Directories;

/// <summary>
/// The users of a learning platform. The planner calls the Find methods, the executor those that change something; everything comes in
/// batches, so that a directory behind a network can work in parallel.
/// </summary>
/// <remarks>Every method throws <see cref="Errors.HrisException"/> when the directory cannot be used any more: the run ends there.</remarks>
internal interface IUserDirectory : IDisposable
{
    /// <summary>True when changes join the transaction that the store has open, and are undone with it. Otherwise each change stands as soon
    /// as it is made, and the executor keeps a journal of what is under way.</summary>
    bool IsTransactional { get; }

    /// <summary>True when it is known at once that there is no account at all: nobody need be looked for.</summary>
    bool IsEmpty { get; }

    /// <summary>True when an archived user keeps groups, manager and custom fields. Otherwise they are gone when the user comes back.</summary>
    bool KeepsArchived { get; }

    /// <summary>Gets ready: what the configuration asks of the directory is looked up, or made where the directory is ours.</summary>
    /// <param name="readOnly">True when nothing may be made.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="Errors.HrisException">The directory cannot be used as it is configured.</exception>
    Task PrepareAsync(bool readOnly, CancellationToken cancellationToken);

    /// <summary>Told that all users will be asked for: a directory behind a network then reads them page by page instead of one by one.</summary>
    Task ReadAheadAsync(CancellationToken cancellationToken);

    /// <summary>Shows users to people: nothing of it is for a plan.</summary>
    /// <param name="query">Which of them.</param>
    /// <param name="found">Told of each, with their groups, in the order of their unique identifiers.</param>
    /// <param name="cancellationToken">Stops between two users.</param>
    Task QueryAsync(UserQuery query, Action<HrisUser> found, CancellationToken cancellationToken);

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

    /// <summary>Applies changes, in any order. Managers that exist already are linked at once.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="settled">Told of each change when it is settled, by its place among the changes; from any thread, once for each.</param>
    /// <param name="cancellationToken">Stops: what was settled by then is settled.</param>
    Task ApplyAsync(IReadOnlyList<UserChange> changes, Action<int, ChangeResult> settled, CancellationToken cancellationToken);

    /// <summary>Changes the groups of users whose change left them pending.</summary>
    /// <param name="changes">The directory's identifier of each user, and the groups that they leave and join.</param>
    /// <param name="cancellationToken">Stops; what is done by then is done, and doing it again does no harm.</param>
    /// <returns>For each, in order: null when it is done, else why not, in the directory's words.</returns>
    Task<IReadOnlyList<string?>> ChangeGroupsAsync(IReadOnlyList<(string Id, GroupChange Change)> changes, CancellationToken cancellationToken);

    /// <summary>Links users to their managers, who exist by now.</summary>
    /// <param name="links">The directory's identifier of each user and the unique identifier of their manager.</param>
    /// <param name="cancellationToken">Stops between two users.</param>
    /// <returns>What became of each link, in order.</returns>
    Task<IReadOnlyList<ManagerLink>> LinkManagersAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken);
}
