using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>Writes users of the embedded directory, within whatever transaction the store has open.</summary>
internal sealed class EmbeddedUserWriter : IDisposable
{
    private readonly ConnectorStore _store;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _archive;
    private readonly SqliteCommand _reactivate;
    private readonly SqliteCommand _setManager;
    private readonly SqliteCommand _findManager;
    private readonly SqliteCommand _setCustomValue;
    private readonly SqliteCommand _clearCustomValue;
    private readonly SqliteCommand _addCustomField;
    private readonly SqliteCommand _findCustomField;
    private readonly Dictionary<uint, SqliteCommand> _updates = []; // by the set of fields
    private readonly Dictionary<string, long> _customFields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _managers = new(StringComparer.Ordinal); // few people manage many

    public EmbeddedUserWriter(ConnectorStore store)
    {
        _store = store;
        var columns = UserColumns.All.SelectMany(column => ColumnsOf(column.Field, column.Column)).ToArray();
        _insert = store.Command(
            $"INSERT INTO user ({string.Join(", ", columns)}, manager_id) VALUES ({string.Join(", ", columns.Select(column => "$" + column))}, $manager_id)",
            columns.Select(column => "$" + column).Append("$manager_id").ToArray());
        _archive = store.Command("UPDATE user SET archived = 1 WHERE id = $id", "$id");
        _reactivate = store.Command("UPDATE user SET archived = 0 WHERE id = $id", "$id");
        _setManager = store.Command("UPDATE user SET manager_id = $manager WHERE id = $id", "$manager", "$id");
        _findManager = store.Command("SELECT id FROM user WHERE unique_id_key = $key", "$key");
        _setCustomValue = store.Command(
            "INSERT INTO custom_value (user_id, field_id, value) VALUES ($user, $field, $value) " +
            "ON CONFLICT (user_id, field_id) DO UPDATE SET value = excluded.value", "$user", "$field", "$value");
        _clearCustomValue = store.Command("DELETE FROM custom_value WHERE user_id = $user AND field_id = $field", "$user", "$field");
        _addCustomField = store.Command("INSERT INTO custom_field (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", "$name");
        _findCustomField = store.Command("SELECT id FROM custom_field WHERE name = $name", "$name");
    }

    public ChangeResult Apply(UserChange change)
    {
        var values = change.Values;
        var wanted = values[UserField.ManagerId];
        var manager = string.IsNullOrEmpty(wanted) ? null : FindManager(wanted!);
        long id;
        if (change.Kind == ChangeKind.Create)
        {
            id = Insert(values, manager);
        }
        else
        {
            id = long.Parse(change.Id!, CultureInfo.InvariantCulture);
            if (change.Kind == ChangeKind.Reactivate)
                _reactivate.Run(id);
            Update(id, values);
            if (wanted is not null)
                _setManager.Run(manager, id);
        }

        foreach (var field in values.CustomFields)
            SetCustomField(id, field.Key, field.Value);
        if (change.Kind == ChangeKind.Archive)
            _archive.Run(id);
        return new ChangeResult(id.ToString(CultureInfo.InvariantCulture)) { ManagerPending = !string.IsNullOrEmpty(wanted) && manager is null };
    }

    /// <summary>Links a user to a manager.</summary>
    /// <returns>False when there is no such user.</returns>
    public bool SetManager(long id, string managerUniqueId) => FindManager(managerUniqueId) is { } manager && _setManager.Run(manager, id) > 0;

    public void Dispose()
    {
        foreach (var command in new[] { _insert, _archive, _reactivate, _setManager, _findManager, _setCustomValue, _clearCustomValue, _addCustomField, _findCustomField }.Concat(_updates.Values))
            command.Dispose();
    }

    private static IEnumerable<string> ColumnsOf(UserField field, string column) => UserColumns.HasKey(field) ? [column, column + "_key"] : [column];

    private long? FindManager(string uniqueId)
    {
        var key = MatchKey.Fold(uniqueId);
        if (_managers.TryGetValue(key, out var known))
            return known;
        _findManager.Parameters[0].Value = key;
        if (_findManager.ExecuteScalar() is not long id)
            return null;
        if (_managers.Count < 100_000)
            _managers[key] = id;
        return id;
    }

    private long Insert(UserValues values, long? manager)
    {
        var next = 0;
        foreach (var (field, _) in UserColumns.All)
            Bind(_insert, ref next, field, values[field]);
        _insert.Parameters[next].Value = manager ?? (object)DBNull.Value;
        _insert.ExecuteNonQuery();
        return raw.sqlite3_last_insert_rowid(_store.Connection.Handle!);
    }

    private void Update(long id, UserValues values)
    {
        var set = 0u;
        foreach (var (field, _) in UserColumns.All)
        {
            if (values[field] is not null)
                set |= 1u << (int)field;
        }

        if (set == 0)
            return;
        if (!_updates.TryGetValue(set, out var command))
            _updates[set] = command = UpdateOf(set);
        var next = 0;
        foreach (var (field, _) in UserColumns.All)
        {
            if (values[field] is { } value)
                Bind(command, ref next, field, value);
        }

        command.Parameters[next].Value = id;
        command.ExecuteNonQuery();
    }

    private SqliteCommand UpdateOf(uint set)
    {
        var columns = UserColumns.All.Where(column => (set & (1u << (int)column.Field)) != 0)
            .SelectMany(column => ColumnsOf(column.Field, column.Column)).ToArray();
        return _store.Command(
            $"UPDATE user SET {string.Join(", ", columns.Select(column => $"{column} = ${column}"))} WHERE id = $id",
            columns.Select(column => "$" + column).Append("$id").ToArray());
    }

    private static void Bind(SqliteCommand command, ref int next, UserField field, string? value)
    {
        var blank = string.IsNullOrEmpty(value);
        command.Parameters[next++].Value = blank ? DBNull.Value : value;
        if (UserColumns.HasKey(field))
            command.Parameters[next++].Value = blank ? DBNull.Value : MatchKey.Fold(value!);
    }

    private void SetCustomField(long user, string name, string value)
    {
        if (!_customFields.TryGetValue(name, out var field))
        {
            _addCustomField.Run(name);
            _findCustomField.Parameters[0].Value = name;
            _customFields[name] = field = Convert.ToInt64(_findCustomField.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        if (value.Length == 0)
            _clearCustomValue.Run(user, field);
        else
            _setCustomValue.Run(user, field, value);
    }
}
