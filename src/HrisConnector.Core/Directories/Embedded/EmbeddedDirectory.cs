using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>
/// The user directory in the connector's own store: needs no account and no network. Its changes join the transaction that the
/// executor has open, so that a change and its ledger line stand or fall together.
/// </summary>
internal sealed class EmbeddedDirectory : IUserDirectory
{
    private readonly ConnectorStore _store;
    private readonly EmbeddedUserReader _reader;
    private readonly EmbeddedUserWriter _writer;
    private readonly EmbeddedGroups _groups;

    /// <summary>Opens the directory.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="groups">The groups as configured; null for those that the store has.</param>
    public EmbeddedDirectory(ConnectorStore store, IReadOnlyList<GroupConfiguration>? groups = null)
    {
        _store = store;
        _groups = new EmbeddedGroups(store, groups);
        _reader = new EmbeddedUserReader(store);
        _writer = new EmbeddedUserWriter(store);
    }

    public bool IsTransactional => true;

    public bool IsEmpty => _reader.IsEmpty;

    public bool KeepsArchived => true;

    // The groups of the configuration are the directory's own administration: no synchronization does that.
    public Task PrepareAsync(bool readOnly, CancellationToken cancellationToken)
    {
        if (!readOnly)
        {
            using var transaction = _store.Begin();
            _groups.Administer();
            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public Task ReadAheadAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<DirectoryUser>> FindByIdAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        FindAsync(ids, (id, users) => _reader.Find(EmbeddedUserReader.ById, long.Parse(id, CultureInfo.InvariantCulture), users), cancellationToken);

    public Task<IReadOnlyList<DirectoryUser>> FindByUniqueIdAsync(IReadOnlyList<string> uniqueIds, CancellationToken cancellationToken) =>
        FindAsync(uniqueIds, (uniqueId, users) => _reader.Find(EmbeddedUserReader.ByUniqueId, MatchKey.Fold(uniqueId), users), cancellationToken);

    public Task<IReadOnlyList<DirectoryUser>> FindByEmailAsync(IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        FindAsync(emails, (email, users) => _reader.Find(EmbeddedUserReader.ByEmail, MatchKey.Fold(email), users), cancellationToken);

    public Task QueryAsync(UserQuery query, Action<HrisUser> found, CancellationToken cancellationToken)
    {
        foreach (var (id, user) in _reader.Query(query))
        {
            cancellationToken.ThrowIfCancellationRequested();
            user.Groups = _groups.PathsOf(id);
            found(user);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Group>> GetGroupsAsync(CancellationToken cancellationToken) => Task.FromResult(_groups.List());

    public Task<IReadOnlyList<IReadOnlyList<string>>> FindLearnerGroupsAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<string>[ids.Count];
        for (var i = 0; i < found.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found[i] = _groups.LearnerGroupsOf(ids[i]);
        }

        return Task.FromResult<IReadOnlyList<IReadOnlyList<string>>>(found);
    }

    public Task<IReadOnlyList<string>> FindLearnersAsync(IReadOnlyList<string> groupIds, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in groupIds)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.UnionWith(_groups.LearnersOf(id));
        }

        return Task.FromResult<IReadOnlyList<string>>([.. found]);
    }

    public Task ApplyAsync(IReadOnlyList<UserChange> changes, Action<int, ChangeResult> settled, CancellationToken cancellationToken)
    {
        _reader.Invalidate();
        for (var i = 0; i < changes.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = _writer.Apply(changes[i]);
            _groups.Apply(result.Id!, changes[i].Groups);
            settled(i, result);
        }

        return Task.CompletedTask;
    }

    // Groups change with the user and are never pending here.
    public Task<IReadOnlyList<string?>> ChangeGroupsAsync(IReadOnlyList<(string Id, GroupChange Change)> changes, CancellationToken cancellationToken)
    {
        foreach (var (id, change) in changes)
            _groups.Apply(id, change);
        return Task.FromResult<IReadOnlyList<string?>>(new string?[changes.Count]);
    }

    public Task<IReadOnlyList<ManagerLink>> LinkManagersAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken)
    {
        var made = new ManagerLink[links.Count];
        for (var i = 0; i < made.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            made[i] = _writer.SetManager(long.Parse(links[i].Id, CultureInfo.InvariantCulture), links[i].ManagerUniqueId) ? ManagerLink.Made : ManagerLink.Pending;
        }

        return Task.FromResult<IReadOnlyList<ManagerLink>>(made);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _groups.Dispose();
    }

    private Task<IReadOnlyList<DirectoryUser>> FindAsync(IReadOnlyList<string> values, Action<string, List<DirectoryUser>> find, CancellationToken cancellationToken)
    {
        var users = new List<DirectoryUser>();
        if (values.Count > 0 && !IsEmpty)
        {
            foreach (var value in values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                find(value, users);
            }
        }

        return Task.FromResult<IReadOnlyList<DirectoryUser>>(users);
    }
}
