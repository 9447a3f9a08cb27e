using System;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Collections;

/// <summary>
/// Finds items by their hash: an open-addressing table that holds four bytes an item and asks its owner for the hash of an
/// item. Memory is what limits the size of a file, and a dictionary takes ten times as much.
/// </summary>
/// <param name="hashOf">The hash of the item with that number.</param>
internal sealed class HashIndex(Func<int, Hash128> hashOf)
{
    private const int Free = 0;
    private int[] _slots = new int[1024];
    private int _count;

    /// <summary>The number of the item with this hash, or -1.</summary>
    public int Find(Hash128 hash) => _slots[SlotOf(hash)] - 1;

    /// <summary>Adds an item, unless one with the same hash is there.</summary>
    /// <returns>The number of the item that is there now: the given one, or the earlier one.</returns>
    public int FindOrAdd(Hash128 hash, int item)
    {
        if (_count * 4L >= _slots.Length * 3L)
            Grow();
        var slot = SlotOf(hash);
        if (_slots[slot] != Free)
            return _slots[slot] - 1;
        _slots[slot] = item + 1;
        _count++;
        return item;
    }

    private int SlotOf(Hash128 hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)(hash.Low & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var item = _slots[slot];
            if (item == Free || hashOf(item - 1) == hash)
                return slot;
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new int[old.Length * 2];
        foreach (var item in old)
        {
            if (item != Free)
                _slots[SlotOf(hashOf(item - 1))] = item;
        }
    }
}
