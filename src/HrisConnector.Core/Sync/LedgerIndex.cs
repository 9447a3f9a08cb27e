using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>The ledger in memory: forty bytes a user, so that an unchanged line costs one look.</summary>
internal sealed class LedgerIndex
{
    private readonly ChunkedList<LedgerEntry> _entries = new();
    private readonly HashIndex _index;

    public LedgerIndex() => _index = new HashIndex([MethodImpl(HotPath.Options)] (item) => _entries[item].Key);

    public int Count => _entries.Count;

    /// <summary>How many users are active.</summary>
    public long ActiveCount { get; private set; }

    /// <summary>True when runs that did not end have made changes that no log tells yet.</summary>
    public bool HasUnlogged { get; private set; }

    public ref LedgerEntry this[int entry] => ref _entries[entry];

    /// <summary>Makes room for so many more entries.</summary>
    public void Reserve(int entries) => _index.Reserve(_entries.Count + entries);

    /// <summary>Adds many. The table that finds them is too large for the processor's cache: <see cref="HashIndex.Touch"/>.</summary>
    /// <returns>A number that means nothing.</returns>
    [MethodImpl(HotPath.Options)]
    public ulong Add(ReadOnlySpan<LedgerEntry> entries)
    {
        var touched = 0UL;
        var first = _entries.Count;
        foreach (ref readonly var entry in entries)
        {
            _entries.Add() = entry;
            if (entry.IsActive)
                ActiveCount++;
            HasUnlogged |= entry.Unlogged != ChangeKind.None;
            touched += _index.Touch(entry.Key);
        }

        for (var i = 0; i < entries.Length; i++)
            _index.FindOrAdd(entries[i].Key, first + i);
        return touched;
    }

    /// <summary>Prepares for a key that is looked for soon; <see cref="HashIndex.Touch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Touch(Hash128 key) => _index.Touch(key);

    /// <summary>The number of the entry, or -1.</summary>
    public int Find(Hash128 key) => _index.Find(key);
}
