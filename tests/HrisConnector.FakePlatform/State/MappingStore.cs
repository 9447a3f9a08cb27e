using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>The external ids: a value stands for one resource of a type on a platform, and a resource has one value on a platform.</summary>
internal sealed class MappingStore
{
    private readonly List<Mapping> _inOrder = [];
    private readonly Dictionary<string, Mapping> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Platform, string Type, string Value), Mapping> _byValue = [];
    private readonly Dictionary<(string Platform, string TargetId), Mapping> _byTarget = [];

    /// <summary>All mappings in the order of their ids.</summary>
    public IReadOnlyList<Mapping> All => _inOrder;

    public Mapping? Find(string id) => _byId.GetValueOrDefault(id);

    public Mapping? OfValue(string platform, string type, string value) => _byValue.GetValueOrDefault((platform, type, value));

    public Mapping? OfTarget(string platform, string targetId) => _byTarget.GetValueOrDefault((platform, targetId));

    public void Add(Mapping mapping)
    {
        _inOrder.Add(mapping);
        Enter(mapping);
    }

    /// <summary>Puts the mapping in the place of the one with its id.</summary>
    public void Replace(Mapping mapping)
    {
        Mapping known = _byId[mapping.Id];
        Leave(known);
        _inOrder[_inOrder.IndexOf(known)] = mapping;
        Enter(mapping);
    }

    public void Remove(Mapping mapping)
    {
        _inOrder.Remove(mapping);
        Leave(mapping);
    }

    private void Enter(Mapping mapping)
    {
        _byId.Add(mapping.Id, mapping);
        _byValue.Add((mapping.Platform, mapping.TargetType, mapping.Value), mapping);
        _byTarget.Add((mapping.Platform, mapping.TargetId), mapping);
    }

    private void Leave(Mapping mapping)
    {
        _byId.Remove(mapping.Id);
        _byValue.Remove((mapping.Platform, mapping.TargetType, mapping.Value));
        _byTarget.Remove((mapping.Platform, mapping.TargetId));
    }
}
