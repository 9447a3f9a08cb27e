using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Collections;

/// <summary>
/// Finds items by their hash: an open-addressing table of eight bytes a slot that asks its owner for the whole hash of an item
/// only when 32 bits of it agree. Memory is what limits the size of a file, and a dictionary takes several times as much.
/// </summary>
/// <param name="hashOf">The hash of the item with that number.</param>
internal sealed class HashIndex(Func<int, Hash128> hashOf)
{
    private const ulong Free = 0;
    private ulong[] _slots = new ulong[1024]; // 32 bits of the hash, then the number of the item plus one
    private int _count;

    /// <summary>
    /// Brings the place of a hash into the processor's cache. Asked for many hashes in a row, before they are looked up or added one by one,
    /// it makes one wait for the memory out of many.
    /// </summary>
    /// <returns>A number that means nothing but keeps the look from being left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Touch(Hash128 hash)
    {
        var slots = _slots;
        return slots[(uint)hash.Mixed() & (uint)(slots.Length - 1)];
    }

    /// <summary>Makes room, so that so many items can be added without growing.</summary>
    [MethodImpl(HotPath.Options)]
    public void Reserve(int items)
    {
        var times = 1;
        while (items * 4L >= _slots.Length * (long)times * 3L)
            times *= 2;
        if (times > 1 && _count > 0)
            Grow(times);
        else if (times > 1)
            _slots = new ulong[_slots.Length * times];
    }

    /// <summary>The number of the item with this hash, or -1.</summary>
    [MethodImpl(HotPath.Options)]
    public int Find(Hash128 hash) => ItemIn(_slots[SlotOf(hash)]);

    /// <summary>Adds an item, unless one with the same hash is there.</summary>
    /// <returns>The number of the item that is there now: the given one, or the earlier one.</returns>
    [MethodImpl(HotPath.Options)]
    public int FindOrAdd(Hash128 hash, int item)
    {
        if (_count * 4L >= _slots.Length * 3L)
            Grow(2);
        var slot = SlotOf(hash);
        if (_slots[slot] != Free)
            return ItemIn(_slots[slot]);
        _slots[slot] = (hash.Mixed() << 32) | (uint)(item + 1);
        _count++;
        return item;
    }

    private static int ItemIn(ulong slot) => (int)(uint)slot - 1;

    [MethodImpl(HotPath.Options)]
    private int SlotOf(Hash128 hash)
    {
        var slots = _slots;
        var tag = (uint)hash.Mixed();
        for (var slot = tag & (uint)(slots.Length - 1); ; slot = (slot + 1) & (uint)(slots.Length - 1))
        {
            var entry = slots[slot];
            if (entry == Free || ((uint)(entry >> 32) == tag && hashOf(ItemIn(entry)) == hash))
                return (int)slot;
        }
    }

    [MethodImpl(HotPath.Options)]
    private void Grow(int times)
    {
        var slots = new ulong[_slots.Length * times];
        var mask = (uint)(slots.Length - 1);
        foreach (var entry in _slots)
        {
            if (entry == Free)
                continue;
            var slot = (uint)(entry >> 32) & mask;
            while (slots[slot] != Free)
                slot = (slot + 1) & mask;
            slots[slot] = entry;
        }

        _slots = slots;
    }
}
