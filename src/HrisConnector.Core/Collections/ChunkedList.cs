using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Collections;

/// <summary>A list of many small structs that grows without copying what it holds and gives its items by reference.</summary>
/// <typeparam name="T">The struct.</typeparam>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [NewChunk()];

    public int Count { get; private set; }

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];
    }

    /// <summary>Adds a default item at the end and gives it by reference.</summary>
    [MethodImpl(HotPath.Options)]
    public ref T Add()
    {
        if (Count == _chunks.Count << ChunkBits)
            _chunks.Add(NewChunk());
        if (Count == int.MaxValue)
            throw new InvalidOperationException("Too many items.");
        ref var item = ref this[Count++];
        item = default;
        return ref item;
    }

    public void Add(T item) => Add() = item;

    // Each item is cleared when it is added, while it is in the cache anyway: clearing the chunk first would touch the memory twice.
#if NET
    private static T[] NewChunk() => System.GC.AllocateUninitializedArray<T>(ChunkSize);
#else
    private static T[] NewChunk() => new T[ChunkSize];
#endif
}
