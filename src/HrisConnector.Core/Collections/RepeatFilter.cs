using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Collections;

/// <summary>
/// Tells the hashes that came once from those that may have come before: a Bloom filter of two bytes an item, whose three bits stand in one
/// word, so that a question is one look into memory. Of a million hashes that all differ it takes about five thousand for repeated.
/// </summary>
internal sealed class RepeatFilter
{
    private const int ItemsPerWord = 4;
    private readonly ulong[] _words;

    /// <summary>Makes one.</summary>
    /// <param name="items">About how many hashes there will be.</param>
    public RepeatFilter(int items)
    {
        var words = 16;
        while (words < items / ItemsPerWord)
            words *= 2;
        _words = new ulong[words];
    }

    /// <summary>Brings the place of a hash into the processor's cache; see <see cref="HashIndex.Touch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Touch(Hash128 hash) => WordOf(hash.Mixed());

    /// <summary>Enters a hash.</summary>
    /// <returns>True when it was entered before; also, rarely, when it was not.</returns>
    [MethodImpl(HotPath.Options)]
    public bool Add(Hash128 hash)
    {
        var mixed = hash.Mixed();
        ref var word = ref WordOf(mixed);
        var bits = (1UL << (int)mixed) | (1UL << (int)(mixed >> 6)) | (1UL << (int)(mixed >> 12));
        if ((word & bits) == bits)
            return true;
        word |= bits;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong WordOf(ulong mixed)
    {
        var words = _words;
        return ref words[(uint)(mixed >> 32) & (uint)(words.Length - 1)];
    }
}
