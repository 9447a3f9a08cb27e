using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace HrisConnector.Core.Text;

/// <summary>
/// How unique identifiers and e-mail addresses are compared: trimmed, composed (Unicode NFC) and in lower case
/// (behaviour.md §2 and §4). A key exists as text for the store and as a hash for memory; both come from the same folding.
/// </summary>
internal static class MatchKey
{
    private const int StackLimit = 256;

    /// <summary>The key of a text.</summary>
    public static string Fold(string value)
    {
        var trimmed = value.Trim();
        return IsAscii(trimmed) ? trimmed.ToLowerInvariant() : trimmed.Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    /// <summary>Each text once: texts with one key are one, the first of them stays. Lines may repeat an identifier or an address in other letters; a directory is asked once.</summary>
    public static string[] Distinct(IEnumerable<string> values)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        return values.Where(value => keys.Add(Fold(value))).ToArray();
    }

    /// <summary>The hash of the key of a text.</summary>
    public static Hash128 HashOf(string value) => HashOfKey(Fold(value));

    /// <summary>The hash of a key from the store.</summary>
    /// <remarks>Not folded once more: of a capital and a mark that only the small letter forms one character with, as in W̊, the second key would be another.</remarks>
    public static Hash128 HashOfKey(string key) => Hash128.OfKey(Encoding.UTF8.GetBytes(key));

    /// <summary>The hash of the key of trimmed UTF-8 bytes; <see cref="Hash128.None"/> for none.</summary>
    [MethodImpl(HotPath.Options)]
    [SkipLocalsInit]
    public static Hash128 HashOf(ReadOnlySpan<byte> trimmed)
    {
        if (trimmed.IsEmpty)
            return Hash128.None;
        if (trimmed.Length > StackLimit)
            return HashOf(Utf8Text.Decode(trimmed));

        Span<byte> folded = stackalloc byte[StackLimit];
        return TryFoldAscii(trimmed, folded) ? Hash128.OfKey(folded.Slice(0, trimmed.Length)) : HashOf(Utf8Text.Decode(trimmed));
    }

    // Eight bytes at a time: a byte of 0x80 and above ends it, and bit 5 is set in the bytes from A to Z.
    [MethodImpl(HotPath.Options)]
    private static bool TryFoldAscii(ReadOnlySpan<byte> value, Span<byte> folded)
    {
        const ulong HighBits = 0x8080808080808080;
        const ulong FromA = 0x3F3F3F3F3F3F3F3F; // plus a byte of 'A' or more gives the high bit
        const ulong BehindZ = 0x2525252525252525; // plus a byte behind 'Z' gives the high bit
        var i = 0;
        for (; i + sizeof(ulong) <= value.Length; i += sizeof(ulong))
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(value.Slice(i));
            if ((eight & HighBits) != 0)
                return false;
            var letters = (eight + FromA) & ~(eight + BehindZ) & HighBits;
            eight |= letters >> 2;
            BinaryPrimitives.WriteUInt64LittleEndian(folded.Slice(i), eight);
        }

        for (; i < value.Length; i++)
        {
            if (value[i] >= 0x80)
                return false;
            folded[i] = Utf8Text.ToLowerAscii(value[i]);
        }

        return true;
    }

    /// <summary>Whether a text has ASCII alone; it is composed then.</summary>
    public static bool IsAscii(string value)
    {
        foreach (var c in value)
        {
            if (c >= 0x80)
                return false;
        }

        return true;
    }
}
