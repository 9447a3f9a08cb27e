using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>Writes users of the embedded directory, within whatever transaction the store has open.</summary>
internal sealed class EmbeddedUserWriter : IDisposable
{
    private readonly ConnectorStore _store;
    private readonly StoreStatement _insert;
    private readonly StoreStatement _archive;
    private readonly StoreStatement _reactivate;
    private readonly StoreStatement _setManager;
    private readonly StoreStatement _findManager;
    private readonly StoreStatement _setCustomValue;
    private readonly StoreStatement _clearCustomValue;
    private readonly StoreStatement _addCustomField;
    private readonly StoreStatement _findCustomField;
    private readonly Dictionary<uint, StoreStatement> _updates = []; // by the set of fields
    private readonly Dictionary<string, long> _customFields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> _managers = new(StringComparer.Ordinal); // few people manage many

    public EmbeddedUserWriter(ConnectorStore store)
    {
        _store = store;
        var columns = UserColumns.All.SelectMany(column => ColumnsOf(column.Field, column.Column)).Append("manager_id").ToArray();
        _insert = store.Prepare($"INSERT INTO user ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})");
        _archive = store.Prepare("UPDATE user SET archived = 1 WHERE id = ?1");
        _reactivate = store.Prepare("UPDATE user SET archived = 0 WHERE id = ?1");
        _setManager = store.Prepare("UPDATE user SET manager_id = ?1 WHERE id = ?2");
        _findManager = store.Prepare("SELECT id FROM user WHERE unique_id_key = ?1");
        _setCustomValue = store.Prepare(
            "INSERT INTO custom_value (user_id, field_id, value) VALUES (?1, ?2, ?3) ON CONFLICT (user_id, field_id) DO UPDATE SET value = excluded.value");
        _clearCustomValue = store.Prepare("DELETE FROM custom_value WHERE user_id = ?1 AND field_id = ?2");
        _addCustomField = store.Prepare("INSERT INTO custom_field (name) VALUES (?1) ON CONFLICT (name) DO NOTHING");
        _findCustomField = store.Prepare("SELECT id FROM custom_field WHERE name = ?1");
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
                Run(_reactivate, id);
            Update(id, values);
            if (wanted is not null)
                SetManager(id, manager);
        }

        foreach (var field in values.CustomFields)
            SetCustomField(id, field.Key, field.Value);
        if (change.Kind == ChangeKind.Archive)
            Run(_archive, id);
        return new ChangeResult(id.ToString(CultureInfo.InvariantCulture)) { ManagerPending = !string.IsNullOrEmpty(wanted) && manager is null };
    }

    /// <summary>Links a user to a manager.</summary>
    /// <returns>False when there is no such user.</returns>
    public bool SetManager(long id, string managerUniqueId) => FindManager(managerUniqueId) is { } manager && SetManager(id, manager) > 0;

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
        if (Find(_findManager, key) is not { } id)
            return null;
        if (_managers.Count < 100_000)
            _managers[key] = id;
        return id;
    }

    private long Insert(UserValues values, long? manager)
    {
        var next = 1;
        foreach (var field in UserColumns.Fields)
            Bind(_insert, ref next, field, values[field]);
        _insert.Bind(next, manager);
        _insert.Run();
        return _insert.LastInsertRowId;
    }

    private void Update(long id, UserValues values)
    {
        var set = 0u;
        foreach (var field in UserColumns.Fields)
        {
            if (values[field] is not null)
                set |= 1u << (int)field;
        }

        if (set == 0)
            return;
        if (!_updates.TryGetValue(set, out var update))
            _updates[set] = update = UpdateOf(set);
        var next = 1;
        foreach (var field in UserColumns.Fields)
        {
            if (values[field] is { } value)
                Bind(update, ref next, field, value);
        }

        update.Bind(next, id);
        update.Run();
    }

    private StoreStatement UpdateOf(uint set)
    {
        var columns = UserColumns.All.Where(column => (set & (1u << (int)column.Field)) != 0)
            .SelectMany(column => ColumnsOf(column.Field, column.Column)).ToArray();
        return _store.Prepare($"UPDATE user SET {string.Join(", ", columns.Select((column, i) => $"{column} = ?{i + 1}"))} WHERE id = ?{columns.Length + 1}");
    }

    private static void Bind(StoreStatement statement, ref int next, UserField field, string? value)
    {
        if (value is { Length: 0 })
            value = null;
        statement.Bind(next++, value);
        if (UserColumns.HasKey(field))
            statement.Bind(next++, value is null ? null : MatchKey.Fold(value));
    }

    private void SetCustomField(long user, string name, string value)
    {
        if (!_customFields.TryGetValue(name, out var field))
        {
            _addCustomField.Bind(1, name);
            _addCustomField.Run();
            _customFields[name] = field = Find(_findCustomField, name)!.Value;
        }

        var statement = value.Length == 0 ? _clearCustomValue : _setCustomValue;
        statement.Bind(1, user);
        statement.Bind(2, field);
        if (value.Length > 0)
            statement.Bind(3, value);
        statement.Run();
    }

    private int SetManager(long id, long? manager)
    {
        _setManager.Bind(1, manager);
        _setManager.Bind(2, id);
        return _setManager.RunAndCount();
    }

    private static long? Find(StoreStatement find, string value)
    {
        find.Bind(1, value);
        return find.FirstInt64();
    }

    private static void Run(StoreStatement statement, long id)
    {
        statement.Bind(1, id);
        statement.Run();
    }
}
