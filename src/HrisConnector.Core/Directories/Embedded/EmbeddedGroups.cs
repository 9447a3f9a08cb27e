using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>
/// The groups of the embedded directory and who is in them. They behave as the platform's do (<see cref="GroupTree"/>); of the roles
/// that a member may have, a synchronization touches <c>learner</c> alone.
/// </summary>
internal sealed class EmbeddedGroups : IDisposable
{
    private const string Learner = "learner";
    private readonly ConnectorStore _store;
    private readonly IReadOnlyList<GroupConfiguration>? _configured;
    private readonly StoreStatement _add;
    private readonly StoreStatement _remove;
    private readonly StoreStatement _learnerGroups;
    private readonly StoreStatement _learners;
    private readonly StoreStatement _paths;
    private GroupTree? _tree;

    public EmbeddedGroups(ConnectorStore store, IReadOnlyList<GroupConfiguration>? configured)
    {
        _store = store;
        _configured = configured;
        _add = store.Prepare($"INSERT INTO membership (user_id, group_id, role) VALUES (?1, ?2, '{Learner}') ON CONFLICT DO NOTHING");
        _remove = store.Prepare($"DELETE FROM membership WHERE user_id = ?1 AND group_id = ?2 AND role = '{Learner}'");
        _learnerGroups = store.Prepare($"SELECT group_id FROM membership WHERE user_id = ?1 AND role = '{Learner}' ORDER BY group_id");
        _learners = store.Prepare(
            $"SELECT u.unique_id FROM membership m JOIN user u ON u.id = m.user_id WHERE m.group_id = ?1 AND m.role = '{Learner}' AND u.unique_id IS NOT NULL");
        _paths = store.Prepare("SELECT DISTINCT g.path FROM membership m JOIN user_group g ON g.id = m.group_id WHERE m.user_id = ?1 ORDER BY g.path_key");
    }

    /// <summary>The groups: those of the configuration, and those of the store when it lists none. A group that the store does not
    /// have yet, as in a preview, has an id that no group of the store can have.</summary>
    public IReadOnlyList<Group> List()
    {
        var stored = Stored();
        return _configured is null
            ? stored.Values.ToList()
            : _configured.Select(group => new Group(
                stored.TryGetValue(GroupPath.KeyOf(group.Path), out var known) ? known.Id : "+" + GroupPath.KeyOf(group.Path), group.Path, group.Public)).ToList();
    }

    /// <summary>Makes the groups those of the configuration, if it lists any: new ones are made and changed ones changed. One that is
    /// no longer listed keeps its members and is out of the rules' reach: a slip of the pen must not cost anybody a group. The id of a
    /// group stays the same as long as its path does.</summary>
    public void Administer()
    {
        if (_configured is null)
            return;
        var stored = Stored();
        using var insert = _store.Command("INSERT INTO user_group (path, path_key, public) VALUES ($path, $key, $public)", "$path", "$key", "$public");
        using var update = _store.Command("UPDATE user_group SET path = $path, public = $public WHERE path_key = $key", "$path", "$key", "$public");
        foreach (var group in _configured)
        {
            var key = GroupPath.KeyOf(group.Path);
            if (!stored.TryGetValue(key, out var known))
                insert.Run(group.Path, key, group.Public ? 1 : 0);
            else if (known.Path != group.Path || known.IsPublic != group.Public)
                update.Run(group.Path, key, group.Public ? 1 : 0);
        }

        _tree = null;
    }

    /// <summary>Takes a user out of groups, then into others, each with what it brings about.</summary>
    public void Apply(string user, GroupChange change)
    {
        if (change.IsEmpty)
            return;
        var tree = _tree ??= new GroupTree(List());
        foreach (var id in change.Remove)
        {
            var group = tree.FindId(id);
            foreach (var left in tree.LostWith(group).Append(group))
                Run(_remove, Number(user), Number(tree[left].Id));
        }

        // Groups of one unit imply the same parents: each is written once.
        foreach (var joined in change.Add.Select(tree.FindId).SelectMany(group => tree.ImpliedBy(group).Append(group)).Distinct())
            Run(_add, Number(user), Number(tree[joined].Id));
    }

    /// <summary>The ids of the groups in which a user is a learner.</summary>
    public IReadOnlyList<string> LearnerGroupsOf(string user) =>
        Read(_learnerGroups, Number(user), row => row.Int64(0).ToString(CultureInfo.InvariantCulture));

    /// <summary>The unique identifiers of a group's learners.</summary>
    public IReadOnlyList<string> LearnersOf(string group) => long.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? Read(_learners, id, row => row.Text(0)!)
        : []; // not in the store yet: nobody is in it

    /// <summary>The paths of the groups in which a user has any role.</summary>
    public IReadOnlyList<string> PathsOf(long user) => Read(_paths, user, row => row.Text(0)!);

    public void Dispose()
    {
        foreach (var command in new[] { _add, _remove, _learnerGroups, _learners, _paths })
            command.Dispose();
    }

    private Dictionary<string, Group> Stored()
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        using var rows = _store.Prepare("SELECT id, path, public, path_key FROM user_group ORDER BY id");
        while (rows.Step())
            groups.Add(rows.Text(3)!, new Group(rows.Int64(0).ToString(CultureInfo.InvariantCulture), rows.Text(1)!, rows.Int64(2) != 0));
        return groups;
    }

    private static List<T> Read<T>(StoreStatement rows, long id, Func<StoreStatement, T> read)
    {
        var found = new List<T>();
        rows.Bind(1, id);
        while (rows.Step())
            found.Add(read(rows));
        return found;
    }

    private static void Run(StoreStatement statement, long user, long group)
    {
        statement.Bind(1, user);
        statement.Bind(2, group);
        statement.Run();
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
