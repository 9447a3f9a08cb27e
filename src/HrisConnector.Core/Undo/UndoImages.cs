using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.History;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Undo;

/// <summary>The undo images of one run (design.md): written in the transaction of each batch, so that there is one for every change
/// that was made and none for any other.</summary>
internal sealed class UndoImages : IDisposable
{
    private const int KindBits = 7;
    private const int KnownBit = 8;
    private const int ArchivedBit = 16;
    private readonly ConnectorStore _store;
    private readonly long _run;
    private readonly StoreStatement _add;
    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;
    private int _next = -1;

    public UndoImages(ConnectorStore store, long run)
    {
        _store = store;
        _run = run;
        _writer = new BinaryWriter(_bytes, Encoding.UTF8);
        _add = store.Prepare("INSERT INTO undo_image (run_id, place, key, user_id, kind, after, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    }

    /// <summary>How many changes the run made.</summary>
    public int Count()
    {
        using var command = _store.Command("SELECT COUNT(*) FROM undo_image WHERE run_id = $run", "$run");
        return Convert.ToInt32(command.Bind(_run).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Keeps what a change did. Within the transaction of the change.</summary>
    /// <param name="planned">The change.</param>
    /// <param name="before">What was before.</param>
    /// <param name="userId">The directory's identifier of the account.</param>
    /// <param name="givenGroups">What the ledger remembered of groups before; null when the change does not touch that.</param>
    public void Add(PlannedChange planned, ChangeImage before, string userId, string? givenGroups)
    {
        if (_next < 0)
            _next = FindNext();
        var change = planned.Change;
        var kind = (int)change.Kind | (before.WasKnown ? KnownBit : 0) | (before.WasArchived ? ArchivedBit : 0);
        var manager = change.Values[Configuration.UserField.ManagerId];
        _add.Bind(1, _run);
        _add.Bind(2, _next++);
        _add.Bind(3, planned.Key);
        _add.Bind(4, userId);
        _add.Bind(5, kind);
        _add.Bind(6, ValuesFingerprint.Of(change));
        if (Pack(before, manager, givenGroups) is { } data)
            _add.Bind(7, data);
        else
            _add.BindNull(7);
        _add.Run();
    }

    /// <summary>The images, in the order of the changes, read while they are enumerated.</summary>
    public IEnumerable<UndoImage> ReadAll()
    {
        using var command = _store.Command("SELECT place, key, user_id, kind, after, data FROM undo_image WHERE run_id = $run ORDER BY place", "$run");
        using var reader = command.Bind(_run).ExecuteReader();
        while (reader.Read())
            yield return Read(reader);
    }

    /// <summary>The accounts that later runs changed, in the order of the runs.</summary>
    public IEnumerable<(long Run, string UserId)> ReadLater()
    {
        using var command = _store.Command("SELECT run_id, user_id FROM undo_image WHERE run_id > $run ORDER BY run_id, place", "$run");
        using var reader = command.Bind(_run).ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt64(0), reader.GetString(1));
    }

    /// <summary>Deletes the images of all runs that began before a time.</summary>
    /// <returns>Of how many runs there were any.</returns>
    public static int DeleteBefore(ConnectorStore store, DateTime before)
    {
        const string old = "run_id IN (SELECT id FROM run WHERE start_date < $before)";
        var time = RunHistory.Milliseconds(before);
        using var count = store.Command("SELECT COUNT(DISTINCT run_id) FROM undo_image WHERE " + old, "$before");
        var runs = Convert.ToInt32(count.Bind(time).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var delete = store.Command("DELETE FROM undo_image WHERE " + old, "$before");
        delete.Run(time);
        return runs;
    }

    public void Dispose()
    {
        _add.Dispose();
        _writer.Dispose();
        _bytes.Dispose();
    }

    // A run that did not end has images already when the next one finds out what else it did.
    private int FindNext()
    {
        using var command = _store.Command("SELECT COALESCE(MAX(place) + 1, 0) FROM undo_image WHERE run_id = $run", "$run");
        return Convert.ToInt32(command.Bind(_run).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    // Nothing at all for most users of a first load.
    private byte[]? Pack(ChangeImage before, string? manager, string? givenGroups)
    {
        if (manager is null && givenGroups is null && before.Values.IsEmpty && before.Groups.IsEmpty)
            return null;
        _bytes.SetLength(0);
        PackedValues.WriteOptional(_writer, manager);
        PackedValues.WriteOptional(_writer, givenGroups);
        PackedValues.Write(_writer, before.Values);
        PackedValues.Write(_writer, before.Groups.Given);
        PackedValues.Write(_writer, before.Groups.Taken);
        _writer.Flush();
        return _bytes.ToArray();
    }

    private static UndoImage Read(SqliteDataReader row)
    {
        var bits = row.GetInt32(3);
        string? manager = null, givenGroups = null;
        var values = new UserValues();
        var groups = GroupEffect.None;
        if (!row.IsDBNull(5))
        {
            using var reader = new BinaryReader(new MemoryStream(row.GetFieldValue<byte[]>(5)), Encoding.UTF8);
            manager = PackedValues.ReadOptional(reader);
            givenGroups = PackedValues.ReadOptional(reader);
            values = PackedValues.ReadValues(reader);
            groups = new GroupEffect(PackedValues.ReadTexts(reader), PackedValues.ReadTexts(reader));
        }

        var kind = (ChangeKind)(bits & KindBits);
        var before = new ChangeImage((bits & KnownBit) != 0, (bits & ArchivedBit) != 0, values, groups);
        // Whoever is created gets no manager unless the change says one.
        return new UndoImage(row.GetInt32(0), row.GetString(1), row.GetString(2), kind, row.GetInt64(4), before, manager ?? (kind == ChangeKind.Create ? "" : null), givenGroups);
    }
}
