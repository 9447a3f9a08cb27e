using System;
using System.Collections.Generic;
using System.Globalization;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>Reads users of the embedded directory.</summary>
internal sealed class EmbeddedUserReader(ConnectorStore store) : IDisposable
{
    public const string ById = "u.id = ?1";
    public const string ByUniqueId = "u.unique_id_key = ?1";
    public const string ByEmail = "u.email_key = ?1";

    private const string Select =
        "SELECT u.id, u.unique_id, u.email, u.first_name, u.last_name, u.title, u.organization, u.language, u.phone, u.username, " +
        "m.unique_id, u.archived FROM user u LEFT JOIN user m ON m.id = u.manager_id WHERE ";

    private readonly Dictionary<string, StoreStatement> _finders = new(StringComparer.Ordinal);
    private StoreStatement? _customValues;
    private bool? _hasUsers;
    private bool? _hasCustomFields;

    /// <summary>True when the directory has no user at all: a first load need not look for anybody.</summary>
    public bool IsEmpty => !(_hasUsers ??= Any("user"));

    /// <summary>Forgets what was remembered; to be called when something is about to change.</summary>
    public void Invalidate() => _hasUsers = _hasCustomFields = null;

    /// <summary>Adds the users for which a condition holds.</summary>
    public void Find(string condition, long value, List<DirectoryUser> users)
    {
        var finder = FinderOf(condition);
        finder.Bind(1, value);
        Read(finder, users);
    }

    /// <inheritdoc cref="Find(string, long, List{DirectoryUser})"/>
    public void Find(string condition, string value, List<DirectoryUser> users)
    {
        var finder = FinderOf(condition);
        finder.Bind(1, value);
        Read(finder, users);
    }

    public IEnumerable<(long Id, HrisUser User)> Query(UserQuery query)
    {
        var conditions = new List<string> { "1" };
        if (query.UniqueId is not null)
            conditions.Add("u.unique_id_key = ?1");
        if (query.Email is not null)
            conditions.Add("u.email_key = ?2");
        if (query.Archived is { } archived)
            conditions.Add(archived ? "u.archived" : "NOT u.archived");
        using var rows = store.Prepare(Select + string.Join(" AND ", conditions) + " ORDER BY u.unique_id_key, u.id");
        if (query.UniqueId is { } uniqueId)
            rows.Bind(1, MatchKey.Fold(uniqueId));
        if (query.Email is { } email)
            rows.Bind(2, MatchKey.Fold(email));
        while (rows.Step())
            yield return (rows.Int64(0), ReadUser(rows));
    }

    public void Dispose()
    {
        foreach (var finder in _finders.Values)
            finder.Dispose();
        _customValues?.Dispose();
    }

    private StoreStatement FinderOf(string condition)
    {
        if (!_finders.TryGetValue(condition, out var finder))
            _finders[condition] = finder = store.Prepare(Select + condition);
        return finder;
    }

    private void Read(StoreStatement finder, List<DirectoryUser> users)
    {
        while (finder.Step())
            users.Add(new DirectoryUser(finder.Int64(0).ToString(CultureInfo.InvariantCulture), ReadUser(finder)));
    }

    private HrisUser ReadUser(StoreStatement row) => new()
    {
        UniqueId = row.Text(1),
        Email = row.Text(2),
        FirstName = row.Text(3),
        LastName = row.Text(4),
        Title = row.Text(5),
        Organization = row.Text(6),
        Language = row.Text(7),
        Phone = row.Text(8),
        Username = row.Text(9),
        ManagerId = row.Text(10),
        Archived = row.Int64(11) != 0,
        CustomFields = ReadCustomFields(row.Int64(0)),
    };

    private Dictionary<string, string> ReadCustomFields(long user)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!(_hasCustomFields ??= Any("custom_field")))
            return values;
        _customValues ??= store.Prepare("SELECT f.name, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id WHERE v.user_id = ?1 ORDER BY f.id");
        _customValues.Bind(1, user);
        while (_customValues.Step())
            values[_customValues.Text(0)!] = _customValues.Text(1)!;
        return values;
    }

    private bool Any(string table)
    {
        using var any = store.Prepare($"SELECT EXISTS (SELECT 1 FROM {table})");
        return any.FirstInt64() == 1;
    }
}
