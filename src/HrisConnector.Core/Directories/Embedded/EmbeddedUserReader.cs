using System;
using System.Collections.Generic;
using System.Globalization;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>Reads users of the embedded directory.</summary>
internal sealed class EmbeddedUserReader(ConnectorStore store) : IDisposable
{
    public const string ById = "u.id = $value";
    public const string ByUniqueId = "u.unique_id_key = $value";
    public const string ByEmail = "u.email_key = $value";

    private const string Select =
        "SELECT u.id, u.unique_id, u.email, u.first_name, u.last_name, u.title, u.organization, u.language, u.phone, u.username, " +
        "m.unique_id, u.archived FROM user u LEFT JOIN user m ON m.id = u.manager_id WHERE ";

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteCommand? _customValues;
    private bool? _hasUsers;
    private bool? _hasCustomFields;

    /// <summary>True when the directory has no user at all: a first load need not look for anybody.</summary>
    public bool IsEmpty => !(_hasUsers ??= Any("user"));

    /// <summary>Forgets what was remembered; to be called when something is about to change.</summary>
    public void Invalidate() => _hasUsers = _hasCustomFields = null;

    /// <summary>Adds the users for which a condition holds.</summary>
    public void Find(string condition, object value, List<DirectoryUser> users)
    {
        if (!_commands.TryGetValue(condition, out var command))
            _commands[condition] = command = store.Command(Select + condition, "$value");
        command.Parameters[0].Value = value;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            users.Add(new DirectoryUser(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture), ReadUser(reader)));
    }

    public IEnumerable<(long Id, HrisUser User)> Query(UserQuery query)
    {
        var conditions = new List<string> { "1" };
        if (query.UniqueId is not null)
            conditions.Add("u.unique_id_key = $uniqueId");
        if (query.Email is not null)
            conditions.Add("u.email_key = $email");
        if (query.Archived is { } archived)
            conditions.Add(archived ? "u.archived" : "NOT u.archived");
        using var command = store.Command(Select + string.Join(" AND ", conditions) + " ORDER BY u.unique_id_key, u.id", "$uniqueId", "$email");
        command.Parameters[0].Value = query.UniqueId is { } uniqueId ? MatchKey.Fold(uniqueId) : DBNull.Value;
        command.Parameters[1].Value = query.Email is { } email ? MatchKey.Fold(email) : DBNull.Value;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader.GetInt64(0), ReadUser(reader));
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _customValues?.Dispose();
    }

    private HrisUser ReadUser(SqliteDataReader reader) => new()
    {
        UniqueId = Text(reader, 1),
        Email = Text(reader, 2),
        FirstName = Text(reader, 3),
        LastName = Text(reader, 4),
        Title = Text(reader, 5),
        Organization = Text(reader, 6),
        Language = Text(reader, 7),
        Phone = Text(reader, 8),
        Username = Text(reader, 9),
        ManagerId = Text(reader, 10),
        Archived = reader.GetBoolean(11),
        CustomFields = ReadCustomFields(reader.GetInt64(0)),
    };

    private Dictionary<string, string> ReadCustomFields(long user)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!(_hasCustomFields ??= Any("custom_field")))
            return values;
        _customValues ??= store.Command(
            "SELECT f.name, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id WHERE v.user_id = $user ORDER BY f.id", "$user");
        _customValues.Parameters[0].Value = user;
        using var reader = _customValues.ExecuteReader();
        while (reader.Read())
            values[reader.GetString(0)] = reader.GetString(1);
        return values;
    }

    private bool Any(string table)
    {
        using var command = store.Command($"SELECT EXISTS (SELECT 1 FROM {table})");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) != 0;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
