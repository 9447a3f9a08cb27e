using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace HrisConnector.Core.Text;

/// <summary>What the fields of a line need, on UTF-8 bytes: trimming and decoding without a string in between.</summary>
internal static class Utf8Text
{
    /// <summary>Removes white space at both ends, the Unicode kinds (such as U+00A0) included (behaviour.md §2).</summary>
    [MethodImpl(HotPath.Options)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value)
    {
        // Nearly every value begins and ends with a visible ASCII character: nothing to do.
        if (value.IsEmpty || (IsVisibleAscii(value[0]) && IsVisibleAscii(value[value.Length - 1])))
            return value;
        var start = 0;
        for (int length; start < value.Length && (length = SpaceAtStart(value.Slice(start))) > 0;)
            start += length;
        value = value.Slice(start);
        for (int length; !value.IsEmpty && (length = SpaceAtEnd(value)) > 0;)
            value = value.Slice(0, value.Length - length);
        return value;
    }

    /// <summary>Decodes valid UTF-8.</summary>
    public static string Decode(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return "";
#if NET
        return Encoding.UTF8.GetString(value);
#else
        unsafe
        {
            fixed (byte* bytes = value)
                return Encoding.UTF8.GetString(bytes, value.Length);
        }
#endif
    }

    /// <summary>True when ASCII letters are the only difference that case may make and the bytes are otherwise equal.</summary>
    [MethodImpl(HotPath.Options)]
    public static bool EqualsIgnoreAsciiCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && ToLowerAscii(left[i]) != ToLowerAscii(right[i]))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ToLowerAscii(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsVisibleAscii(byte value) => (uint)(value - 0x21) < 0x7F - 0x21;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAsciiSpace(byte value) => value == ' ' || (uint)(value - 0x09) <= 0x0D - 0x09;

    [MethodImpl(HotPath.Options)]
    private static int SpaceAtStart(ReadOnlySpan<byte> value) =>
        IsAsciiSpace(value[0]) ? 1
        : value.Length >= 2 && IsSpace(value[0], value[1]) ? 2
        : value.Length >= 3 && IsSpace(value[0], value[1], value[2]) ? 3
        : 0;

    [MethodImpl(HotPath.Options)]
    private static int SpaceAtEnd(ReadOnlySpan<byte> value)
    {
        var length = value.Length;
        return IsAsciiSpace(value[length - 1]) ? 1
            : length >= 2 && IsSpace(value[length - 2], value[length - 1]) ? 2
            : length >= 3 && IsSpace(value[length - 3], value[length - 2], value[length - 1]) ? 3
            : 0;
    }

    // The white space of char.IsWhiteSpace that takes two bytes: U+0085 and U+00A0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSpace(byte first, byte second) => first == 0xC2 && (second is 0x85 or 0xA0);

    // And that which takes three: U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F and U+3000.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSpace(byte first, byte second, byte third) => (first, second) switch
    {
        (0xE1, 0x9A) => third == 0x80,
        (0xE2, 0x80) => third is (>= 0x80 and <= 0x8A) or 0xA8 or 0xA9 or 0xAF,
        (0xE2, 0x81) => third == 0x9F,
        (0xE3, 0x80) => third == 0x80,
        _ => false,
    };
}
