using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Core.Groups;

/// <summary>
/// The groups of a directory with the platform's own rules for public ones (behaviour.md §5): who joins a public group joins its
/// parents up to and including the first private one, and who leaves a group leaves its public sub-groups. Groups are known here
/// by their place in the list.
/// </summary>
internal sealed class GroupTree
{
    private readonly IReadOnlyList<Group> _groups;
    private readonly int[] _parents;
    private readonly List<int>[] _publicChildren;
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    public GroupTree(IReadOnlyList<Group> groups)
    {
        _groups = groups;
        _parents = new int[groups.Count];
        _publicChildren = new List<int>[groups.Count];
        for (var i = 0; i < groups.Count; i++)
        {
            // Two groups of one path, as a platform may have them, can only be named by their ids.
            var key = GroupPath.KeyOf(groups[i].Path);
            _byPath[key] = _byPath.ContainsKey(key) ? -1 : i;
            _byId[groups[i].Id] = i;
            _publicChildren[i] = [];
        }

        for (var i = 0; i < groups.Count; i++)
        {
            _parents[i] = ParentOf(groups[i]);
            if (_parents[i] >= 0 && groups[i].IsPublic)
                _publicChildren[_parents[i]].Add(i);
        }
    }

    public int Count => _groups.Count;

    public Group this[int group] => _groups[group];

    /// <summary>Finds a group by its full path or its id; -1 when there is none. A path wins over an id that looks the same.</summary>
    public int Find(string reference) =>
        _byPath.TryGetValue(GroupPath.KeyOf(reference), out var group) && group >= 0 ? group : FindId(reference.Trim());

    /// <summary>Finds a group by its id; -1 when there is none.</summary>
    public int FindId(string id) => _byId.TryGetValue(id, out var group) ? group : -1;

    /// <summary>The groups that a member of this one is in as well: the parents up to and including the first private group; none
    /// for a private group.</summary>
    public IEnumerable<int> ImpliedBy(int group)
    {
        while (_groups[group].IsPublic && _parents[group] >= 0)
            yield return group = _parents[group];
    }

    /// <summary>What a change comes to for a user who is in these groups.</summary>
    public GroupEffect EffectOf(GroupChange change, IReadOnlyCollection<int> current)
    {
        if (change.IsEmpty)
            return GroupEffect.None;
        var after = new SortedSet<int>(current);
        foreach (var left in change.Remove.Select(FindId))
        {
            after.Remove(left);
            after.ExceptWith(LostWith(left));
        }

        foreach (var joined in change.Add.Select(FindId))
        {
            after.Add(joined);
            after.UnionWith(ImpliedBy(joined));
        }

        return new GroupEffect(IdsOf(after.Except(current)), IdsOf(current.Except(after)));
    }

    private int ParentOf(Group group)
    {
        if (group.ParentId is { } id)
            return FindId(id);
        return GroupPath.ParentOf(group.Path) is { } path && _byPath.TryGetValue(GroupPath.KeyOf(path), out var found) ? found : -1;
    }

    private string[] IdsOf(IEnumerable<int> groups) => groups.OrderBy(group => group).Select(group => _groups[group].Id).ToArray();

    /// <summary>The groups that whoever leaves this one leaves with it: its public sub-groups, and theirs.</summary>
    public IEnumerable<int> LostWith(int group)
    {
        var open = new Stack<int>(_publicChildren[group]);
        while (open.Count > 0)
        {
            var lost = open.Pop();
            yield return lost;
            foreach (var child in _publicChildren[lost])
                open.Push(child);
        }
    }
}
