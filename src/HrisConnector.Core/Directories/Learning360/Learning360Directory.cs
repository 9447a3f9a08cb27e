using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>
/// The learning platform as the user directory, through its published API (v2). Requests run in parallel as far as the platform's limits
/// allow; what a run asks follows what has changed.
/// </summary>
internal sealed class Learning360Directory : IUserDirectory
{
    private readonly LearningApi _api;
    private readonly ISyncObserver _observer;
    private readonly PlatformIds _ids;
    private readonly PlatformCustomFields _fields;
    private readonly PlatformUsers _users;
    private readonly PlatformGroups _groups;
    private readonly PlatformManagers _managers;
    private readonly PlatformWriter _writer;
    private readonly ConcurrentDictionary<string, bool> _archived = new(StringComparer.Ordinal); // of the users who were looked at

    /// <summary>Opens the platform. No request is made before one is needed.</summary>
    /// <param name="configuration">Where it is.</param>
    /// <param name="customFields">The custom fields that files fill.</param>
    /// <param name="use">What it is opened for.</param>
    /// <param name="clientSecret">Gives the client secret when a token is needed.</param>
    /// <param name="observer">Told of how it goes.</param>
    public Learning360Directory(
        Learning360Configuration configuration, IReadOnlyList<CustomFieldConfiguration> customFields, DirectoryUse use, Func<Secret> clientSecret, ISyncObserver observer)
    {
        _observer = observer;
        var options = new LearningApiOptions(configuration.BaseUri, configuration.ClientId) { ReadsPerSecond = configuration.ReadsPerSecond, WritesPerSecond = configuration.WritesPerSecond };
        _api = new LearningApi(configuration.Patience(options), clientSecret, observer);
        _ids = new PlatformIds(_api, configuration.Platform);
        _fields = new PlatformCustomFields(_api, customFields, use.Undo);
        _users = new PlatformUsers(_api, _ids, _fields, use.Managers);
        _groups = new PlatformGroups(_api);
        _managers = new PlatformManagers(_api, _ids);
        _writer = new PlatformWriter(_api, configuration, _ids, _fields, _managers, _groups);
    }

    public bool IsTransactional => false;

    public bool IsEmpty => false;

    public bool KeepsArchived => false;

    public Task PrepareAsync(bool readOnly, CancellationToken cancellationToken) => PlatformFailure.GuardAsync(async () =>
    {
        await _api.SignInAsync(cancellationToken).ConfigureAwait(false);
        await _fields.PrepareAsync(cancellationToken).ConfigureAwait(false);
    });

    public Task ReadAheadAsync(CancellationToken cancellationToken) => PlatformFailure.GuardAsync(() => _users.ReadAllAsync(cancellationToken));

    public Task QueryAsync(UserQuery query, Action<HrisUser> found, CancellationToken cancellationToken) => PlatformFailure.GuardAsync(async () =>
    {
        const int together = 100;
        var paths = (await GetGroupsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(group => group.Id, group => group.Path);
        var ids = await _users.FindIdsAsync(query, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < ids.Count; i += together)
        {
            var users = await FindByIdAsync(ids.Skip(i).Take(together).ToArray(), cancellationToken).ConfigureAwait(false);
            var groups = await FindLearnerGroupsAsync(users.Select(user => user.Id).ToArray(), cancellationToken).ConfigureAwait(false);
            for (var j = 0; j < users.Count; j++)
            {
                users[j].User.Groups = groups[j].Where(paths.ContainsKey).Select(id => paths[id]).OrderBy(path => path, StringComparer.OrdinalIgnoreCase).ToArray();
                found(users[j].User);
            }
        }
    });

    public Task<IReadOnlyList<DirectoryUser>> FindByIdAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        FindAsync(() => _users.FindByIdAsync(ids, cancellationToken));

    public Task<IReadOnlyList<DirectoryUser>> FindByUniqueIdAsync(IReadOnlyList<string> uniqueIds, CancellationToken cancellationToken) =>
        FindAsync(() => _users.FindByUniqueIdAsync(uniqueIds, cancellationToken));

    public Task<IReadOnlyList<DirectoryUser>> FindByEmailAsync(IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        FindAsync(() => _users.FindByEmailAsync(emails, cancellationToken));

    public Task<IReadOnlyList<Group>> GetGroupsAsync(CancellationToken cancellationToken) => PlatformFailure.GuardAsync(() => _groups.GetAsync(cancellationToken));

    // Who is deleted comes back without any group.
    public Task<IReadOnlyList<IReadOnlyList<string>>> FindLearnerGroupsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => PlatformFailure.GuardAsync(async () =>
    {
        var present = ids.Where(id => !_archived.TryGetValue(id, out var archived) || !archived).ToArray();
        var found = await _groups.FindLearnerGroupsAsync(present, _users.HasAll, cancellationToken).ConfigureAwait(false);
        var byId = Enumerable.Range(0, present.Length).ToDictionary(i => present[i], i => found[i]);
        return (IReadOnlyList<IReadOnlyList<string>>)ids.Select(id => byId.TryGetValue(id, out var groups) ? groups : []).ToArray();
    });

    public Task<IReadOnlyList<string>> FindLearnersAsync(IReadOnlyList<string> groupIds, CancellationToken cancellationToken) => PlatformFailure.GuardAsync(async () =>
    {
        var learners = await _groups.FindLearnersAsync(groupIds, cancellationToken).ConfigureAwait(false);
        return (IReadOnlyList<string>)(await _ids.FindNamesAsync(learners, cancellationToken).ConfigureAwait(false)).Values.ToArray();
    });

    public Task ApplyAsync(IReadOnlyList<UserChange> changes, Action<int, ChangeResult> settled, CancellationToken cancellationToken) => PlatformFailure.GuardAsync(async () =>
    {
        if (changes.Count == 0)
            return;
        _users.Invalidate();
        var managers = changes.Select(change => change.Values[UserField.ManagerId]).Where(manager => !string.IsNullOrEmpty(manager)).Select(manager => manager!);
        await _ids.FindUsersAsync(managers, cancellationToken).ConfigureAwait(false);
        if (changes.Any(change => change.Kind is ChangeKind.Create or ChangeKind.Reactivate))
            await _groups.GetAsync(cancellationToken).ConfigureAwait(false); // once, and not by each of them
        await _writer.LookUpUsernamesAsync(changes, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(changes.Select(async (change, i) => settled(i, await _writer.ApplyAsync(change, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
    });

    public Task<IReadOnlyList<string?>> ChangeGroupsAsync(IReadOnlyList<(string Id, GroupChange Change)> changes, CancellationToken cancellationToken) =>
        PlatformFailure.GuardAsync(() => _groups.ChangeAsync(changes, cancellationToken));

    public Task<IReadOnlyList<ManagerLink>> LinkManagersAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken) =>
        PlatformFailure.GuardAsync(() => _managers.LinkAsync(links, cancellationToken));

    public void Dispose()
    {
        var told = _api.Statistics;
        if (told.Reads + told.Writes > 0)
            _observer.Verbose($"Requests to the learning platform: {told.Reads} reads, {told.Writes} writes, {told.Repeats} repeated, {told.TooManyRequests} times asked to slow down.");
        _api.Dispose();
    }

    private async Task<IReadOnlyList<DirectoryUser>> FindAsync(Func<Task<IReadOnlyList<DirectoryUser>>> findAsync)
    {
        var users = await PlatformFailure.GuardAsync(findAsync).ConfigureAwait(false);
        foreach (var user in users)
            _archived[user.Id] = user.User.Archived;
        return users;
    }
}
