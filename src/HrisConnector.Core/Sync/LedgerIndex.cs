using HrisConnector.Core.Collections;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>The ledger in memory: forty bytes a user, so that an unchanged line costs one look.</summary>
internal sealed class LedgerIndex
{
    private readonly ChunkedList<LedgerEntry> _entries = new();
    private readonly HashIndex _index;

    public LedgerIndex() => _index = new HashIndex(item => _entries[item].Key);

    public int Count => _entries.Count;

    /// <summary>How many users are active.</summary>
    public long ActiveCount { get; private set; }

    /// <summary>True when runs that did not end have made changes that no log tells yet.</summary>
    public bool HasUnlogged { get; private set; }

    public ref LedgerEntry this[int entry] => ref _entries[entry];

    public void Add(LedgerEntry entry)
    {
        _entries.Add(entry);
        _index.FindOrAdd(entry.Key, _entries.Count - 1);
        if (entry.IsActive)
            ActiveCount++;
        HasUnlogged |= entry.Unlogged != ChangeKind.None;
    }

    /// <summary>The number of the entry, or -1.</summary>
    public int Find(Hash128 key) => _index.Find(key);
}
