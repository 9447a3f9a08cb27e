using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>
/// The user directory in the connector's own store: needs no account and no network. Its changes join the transaction that the
/// executor has open, so that a change and its ledger line stand or fall together.
/// </summary>
internal sealed class EmbeddedDirectory : IUserDirectory, IDisposable
{
    private readonly EmbeddedUserReader _reader;
    private readonly EmbeddedUserWriter _writer;

    public EmbeddedDirectory(ConnectorStore store)
    {
        _reader = new EmbeddedUserReader(store);
        _writer = new EmbeddedUserWriter(store);
    }

    public Task<IReadOnlyList<DirectoryUser>> FindByIdAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        FindAsync(EmbeddedUserReader.ById, ids, id => long.Parse(id, CultureInfo.InvariantCulture), cancellationToken);

    public Task<IReadOnlyList<DirectoryUser>> FindByUniqueIdAsync(IReadOnlyList<string> uniqueIds, CancellationToken cancellationToken) =>
        FindAsync(EmbeddedUserReader.ByUniqueId, uniqueIds, MatchKey.Fold, cancellationToken);

    public Task<IReadOnlyList<DirectoryUser>> FindByEmailAsync(IReadOnlyList<string> emails, CancellationToken cancellationToken) =>
        FindAsync(EmbeddedUserReader.ByEmail, emails, MatchKey.Fold, cancellationToken);

    /// <summary>The users that a query asks for, in the order of their unique identifiers.</summary>
    public IEnumerable<HrisUser> Query(UserQuery query) => _reader.Query(query);

    public Task<IReadOnlyList<ChangeResult>> ApplyAsync(IReadOnlyList<UserChange> changes, CancellationToken cancellationToken)
    {
        _reader.Invalidate();
        var results = new ChangeResult[changes.Count];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = _writer.Apply(changes[i]);
        }

        return Task.FromResult<IReadOnlyList<ChangeResult>>(results);
    }

    public Task<IReadOnlyList<bool>> LinkManagersAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken)
    {
        var made = new bool[links.Count];
        for (var i = 0; i < made.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            made[i] = _writer.SetManager(long.Parse(links[i].Id, CultureInfo.InvariantCulture), links[i].ManagerUniqueId);
        }

        return Task.FromResult<IReadOnlyList<bool>>(made);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private Task<IReadOnlyList<DirectoryUser>> FindAsync<T>(string condition, IReadOnlyList<string> values, Func<string, T> key, CancellationToken cancellationToken)
    {
        var users = new List<DirectoryUser>();
        if (values.Count > 0 && !_reader.IsEmpty)
        {
            foreach (var value in values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _reader.Find(condition, key(value)!, users);
            }
        }

        return Task.FromResult<IReadOnlyList<DirectoryUser>>(users);
    }
}
