using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>What was last applied for each unique identifier (design.md). It makes a run's cost follow the changes.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly ConnectorStore _store;
    private readonly StoreStatement _write;
    private readonly StoreStatement _settle;
    private readonly StoreStatement _find;
    private readonly StoreStatement _findGroups;
    private readonly StoreStatement _findState;

    public Ledger(ConnectorStore store)
    {
        _store = store;
        _write = store.Prepare(
            "INSERT INTO ledger (key, user_id, fingerprint, state, given_groups, run_id, change) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) " +
            "ON CONFLICT (key) DO UPDATE SET user_id = excluded.user_id, fingerprint = excluded.fingerprint, state = excluded.state, " +
            "given_groups = COALESCE(excluded.given_groups, given_groups), run_id = COALESCE(excluded.run_id, run_id), change = COALESCE(excluded.change, change)");
        _findGroups = store.Prepare("SELECT given_groups FROM ledger WHERE key = ?1");
        _findState = store.Prepare("SELECT state FROM ledger WHERE key = ?1");
        _settle = store.Prepare("UPDATE ledger SET state = state & ~?1 WHERE key = ?2");
        _find = store.Prepare("SELECT user_id FROM ledger WHERE key = ?1");
    }

    /// <summary>True when nobody was ever synchronized.</summary>
    public bool IsEmpty
    {
        get
        {
            using var command = _store.Command("SELECT NOT EXISTS (SELECT 1 FROM ledger)");
            return command.ExecuteScalar() is 1L;
        }
    }

    /// <summary>Reads the whole ledger into memory.</summary>
    public LedgerIndex Load(CancellationToken cancellationToken)
    {
        var index = new LedgerIndex();
        cancellationToken.ThrowIfCancellationRequested();
        index.Reserve(Count());
        var hasUnlogged = UnloggedChanges.Exist(_store);
        using var rows = _store.Prepare(hasUnlogged
            ? "SELECT key, fingerprint, state, CASE WHEN run_id IN (SELECT run_id FROM unlogged_run) THEN change ELSE 0 END FROM ledger"
            : "SELECT key, fingerprint, state FROM ledger");
        Load(rows, index, hasUnlogged, cancellationToken);
        return index;
    }

    // Takes a tenth of what the rows take, and less than growing by and by.
    private int Count()
    {
        using var count = _store.Prepare("SELECT COUNT(*) FROM ledger");
        return (int)Math.Min(count.FirstInt64() ?? 0, int.MaxValue / 4);
    }

    [MethodImpl(HotPath.Options)]
    private static void Load(StoreStatement rows, LedgerIndex index, bool hasUnlogged, CancellationToken cancellationToken)
    {
        var entries = new LedgerEntry[1024];
        var read = 0;
        while (rows.Step())
        {
            ref var entry = ref entries[read++];
            // The bytes of the stored key are the folded UTF-8 that MatchKey hashes; no string is made of them.
            entry.Key = Hash128.OfKey(rows.Bytes(0));
            entry.Fingerprint = Hash128.Read(rows.Bytes(1));
            entry.State = (LedgerState)rows.Int64(2);
            if (hasUnlogged)
                entry.Unlogged = (ChangeKind)rows.Int64(3);
            if (read < entries.Length)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            index.Add(entries);
            read = 0;
        }

        index.Add(entries.AsSpan(0, read));
    }

    /// <summary>The keys and directory ids of the active users.</summary>
    public IEnumerable<(string Key, string Id)> ActiveUsers()
    {
        using var command = _store.Command($"SELECT key, user_id FROM ledger WHERE state & {(int)LedgerState.Active} ORDER BY key");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetString(0), reader.GetString(1));
    }

    /// <summary>The directory's identifier of a user; null when the ledger has none.</summary>
    public string? FindId(string key)
    {
        _find.Bind(1, key);
        return _find.FirstText();
    }

    /// <summary>How a user stands; null when the ledger has none.</summary>
    public LedgerState? FindState(string key)
    {
        _findState.Bind(1, key);
        return (LedgerState?)_findState.FirstInt64();
    }

    /// <summary>The ids of the groups that were given to a user, as one text; null when none ever were.</summary>
    public string? FindGivenGroups(string key)
    {
        _findGroups.Bind(1, key);
        return _findGroups.FirstText();
    }

    /// <summary>The ids of the groups that rules were in charge of when they were last applied.</summary>
    public HashSet<string> ManagedGroups()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        using var command = _store.Command("SELECT group_id FROM managed_group");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>Says which groups rules are in charge of from now on, and whose groups are to be looked at because of it, by their keys.
    /// Within a transaction.</summary>
    public void WriteManagedGroups(IEnumerable<string> ids, IEnumerable<string> keys)
    {
        _store.Execute("DELETE FROM managed_group");
        using var add = _store.Command("INSERT INTO managed_group (group_id) VALUES ($id)", "$id");
        foreach (var id in ids)
        {
            add.Parameters[0].Value = id;
            add.ExecuteNonQuery();
        }

        using var mark = _store.Command(
            $"UPDATE ledger SET state = state | {(int)LedgerState.GroupsPending} WHERE key = $key AND state & {(int)LedgerState.Active}", "$key");
        foreach (var key in keys)
        {
            mark.Parameters[0].Value = key;
            mark.ExecuteNonQuery();
        }
    }

    /// <summary>Says what was applied. Within the transaction of the change.</summary>
    /// <param name="key">The key of the unique identifier.</param>
    /// <param name="userId">The directory's identifier.</param>
    /// <param name="fingerprint">What the line asked.</param>
    /// <param name="state">How the user stands.</param>
    /// <param name="givenGroups">The ids of the groups that were given; null leaves what was remembered.</param>
    /// <param name="run">The run that changes the user; null when nothing is changed.</param>
    /// <param name="change">What it does.</param>
    public void Write(string key, string? userId, Hash128 fingerprint, LedgerState state, string? givenGroups, long? run = null, ChangeKind change = ChangeKind.None)
    {
        Span<byte> hash = stackalloc byte[Hash128.Size];
        fingerprint.Write(hash);
        _write.Bind(1, key);
        _write.Bind(2, userId);
        _write.Bind(3, hash);
        _write.Bind(4, (int)state);
        _write.Bind(5, givenGroups);
        _write.Bind(6, run);
        _write.Bind(7, run is null ? null : (long)change);
        _write.Run();
    }

    /// <summary>Says that what was pending is done by now. Within a transaction.</summary>
    public void Settle(string key, LedgerState pending)
    {
        _settle.Bind(1, (int)pending);
        _settle.Bind(2, key);
        _settle.Run();
    }

    public void Dispose()
    {
        _write.Dispose();
        _settle.Dispose();
        _find.Dispose();
        _findGroups.Dispose();
        _findState.Dispose();
    }
}
