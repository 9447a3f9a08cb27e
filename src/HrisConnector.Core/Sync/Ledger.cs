using System;
using System.Collections.Generic;
using System.Threading;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrisConnector.Core.Sync;

/// <summary>What was last applied for each unique identifier (design.md). It makes a run's cost follow the changes.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly ConnectorStore _store;
    private readonly SqliteCommand _write;
    private readonly SqliteCommand _settle;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _findGroups;
    private readonly SqliteCommand _findState;

    public Ledger(ConnectorStore store)
    {
        _store = store;
        _write = store.Command(
            "INSERT INTO ledger (key, user_id, fingerprint, state, given_groups, run_id, change) VALUES ($key, $user, $fingerprint, $state, $groups, $run, $change) " +
            "ON CONFLICT (key) DO UPDATE SET user_id = excluded.user_id, fingerprint = excluded.fingerprint, state = excluded.state, " +
            "given_groups = COALESCE(excluded.given_groups, given_groups), run_id = COALESCE(excluded.run_id, run_id), change = COALESCE(excluded.change, change)",
            "$key", "$user", "$fingerprint", "$state", "$groups", "$run", "$change");
        _findGroups = store.Command("SELECT given_groups FROM ledger WHERE key = $key", "$key");
        _findState = store.Command("SELECT state FROM ledger WHERE key = $key", "$key");
        _settle = store.Command("UPDATE ledger SET state = state & ~$pending WHERE key = $key", "$pending", "$key");
        _find = store.Command("SELECT user_id FROM ledger WHERE key = $key", "$key");
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
        using var command = _store.Command(UnloggedChanges.Exist(_store)
            ? "SELECT key, fingerprint, state, CASE WHEN run_id IN (SELECT run_id FROM unlogged_run) THEN change ELSE 0 END FROM ledger"
            : "SELECT key, fingerprint, state, 0 FROM ledger");
        using var reader = command.ExecuteReader();
        var statement = reader.Handle!;
        while (reader.Read())
        {
            if ((index.Count & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            index.Add(new LedgerEntry
            {
                // The bytes of the stored key are the folded UTF-8 that MatchKey hashes; no string is made of them.
                Key = Hash128.OfKey(raw.sqlite3_column_blob(statement, 0)),
                Fingerprint = Hash128.Read(raw.sqlite3_column_blob(statement, 1)),
                State = (LedgerState)raw.sqlite3_column_int(statement, 2),
                Unlogged = (ChangeKind)raw.sqlite3_column_int(statement, 3),
            });
        }

        return index;
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
        _find.Parameters[0].Value = key;
        return _find.ExecuteScalar() as string;
    }

    /// <summary>How a user stands; null when the ledger has none.</summary>
    public LedgerState? FindState(string key)
    {
        _findState.Parameters[0].Value = key;
        return _findState.ExecuteScalar() is long state ? (LedgerState)state : null;
    }

    /// <summary>The ids of the groups that were given to a user, as one text; null when none ever were.</summary>
    public string? FindGivenGroups(string key)
    {
        _findGroups.Parameters[0].Value = key;
        return _findGroups.ExecuteScalar() as string;
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
        _write.Parameters[0].Value = key;
        _write.Parameters[1].Value = (object?)userId ?? DBNull.Value;
        _write.Parameters[2].Value = fingerprint.ToArray();
        _write.Parameters[3].Value = (int)state;
        _write.Parameters[4].Value = (object?)givenGroups ?? DBNull.Value;
        _write.Parameters[5].Value = (object?)run ?? DBNull.Value;
        _write.Parameters[6].Value = run is null ? DBNull.Value : (int)change;
        _write.ExecuteNonQuery();
    }

    /// <summary>Says that what was pending is done by now. Within a transaction.</summary>
    public void Settle(string key, LedgerState pending) => _settle.Run((int)pending, key);

    public void Dispose()
    {
        _write.Dispose();
        _settle.Dispose();
        _find.Dispose();
        _findGroups.Dispose();
        _findState.Dispose();
    }
}
