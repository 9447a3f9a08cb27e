using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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
    private readonly SqliteCommand _setCustomValue;
    private readonly SqliteCommand _clearCustomValue;
    private readonly SqliteCommand _addCustomField;
    private readonly SqliteCommand _findCustomField;
    private readonly Dictionary<uint, SqliteCommand> _updates = []; // by the set of fields
    private readonly Dictionary<string, long> _customFields = new(StringComparer.OrdinalIgnoreCase);

    public EmbeddedUserWriter(ConnectorStore store)
    {
        _store = store;
        var columns = UserColumns.All.SelectMany(column => ColumnsOf(column.Field, column.Column)).ToArray();
        _insert = store.Command(
            $"INSERT INTO user ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})",
            columns.Select(column => "$" + column).ToArray());
        _archive = store.Command("UPDATE user SET archived = 1 WHERE id = $id", "$id");
        _reactivate = store.Command("UPDATE user SET archived = 0 WHERE id = $id", "$id");
        _setManager = store.Command(
            "UPDATE user SET manager_id = m.id FROM (SELECT id FROM user WHERE unique_id_key = $manager) m WHERE user.id = $id", "$manager", "$id");
        _setCustomValue = store.Command(
            "INSERT INTO custom_value (user_id, field_id, value) VALUES ($user, $field, $value) " +
            "ON CONFLICT (user_id, field_id) DO UPDATE SET value = excluded.value", "$user", "$field", "$value");
        _clearCustomValue = store.Command("DELETE FROM custom_value WHERE user_id = $user AND field_id = $field", "$user", "$field");
        _addCustomField = store.Command("INSERT INTO custom_field (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", "$name");
        _findCustomField = store.Command("SELECT id FROM custom_field WHERE name = $name", "$name");
    }

    public ChangeResult Apply(UserChange change)
    {
        long id;
        if (change.Kind == ChangeKind.Create)
        {
            id = Insert(change.Values);
        }
        else
        {
            id = long.Parse(change.Id!, CultureInfo.InvariantCulture);
            if (change.Kind == ChangeKind.Reactivate)
                Run(_reactivate, id);
            Update(id, change.Values);
        }

        foreach (var field in change.Values.CustomFields)
            SetCustomField(id, field.Key, field.Value);
        var pending = change.Values[UserField.ManagerId] is { } manager && !SetManager(id, manager);
        if (change.Kind == ChangeKind.Archive)
            Run(_archive, id);
        return new ChangeResult(id.ToString(CultureInfo.InvariantCulture), LineDetails.None, pending);
    }

    /// <summary>Links a user to a manager; an empty identifier unlinks.</summary>
    /// <returns>False when nobody has that unique identifier yet.</returns>
    public bool SetManager(long id, string managerUniqueId)
    {
        if (managerUniqueId.Length == 0)
        {
            using var clear = _store.Command("UPDATE user SET manager_id = NULL WHERE id = $id", "$id");
            Run(clear, id);
            return true;
        }

        return Run(_setManager, MatchKey.Fold(managerUniqueId), id) > 0;
    }

    public void Dispose()
    {
        foreach (var command in new[] { _insert, _archive, _reactivate, _setManager, _setCustomValue, _clearCustomValue, _addCustomField, _findCustomField }.Concat(_updates.Values))
            command.Dispose();
    }

    private static IEnumerable<string> ColumnsOf(UserField field, string column) => UserColumns.HasKey(field) ? [column, column + "_key"] : [column];

    private long Insert(UserValues values)
    {
        var next = 0;
        foreach (var (field, _) in UserColumns.All)
            Bind(_insert, ref next, field, values[field]);
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
            Run(_addCustomField, name);
            _findCustomField.Parameters[0].Value = name;
            _customFields[name] = field = Convert.ToInt64(_findCustomField.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        if (value.Length == 0)
            Run(_clearCustomValue, user, field);
        else
            Run(_setCustomValue, user, field, value);
    }

    private static int Run(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteNonQuery();
    }
}
