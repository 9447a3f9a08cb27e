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
        var start = 0;
        var end = value.Length;
        while (start < end && IsAsciiSpace(value[start]))
            start++;
        while (end > start && IsAsciiSpace(value[end - 1]))
            end--;
        value = value.Slice(start, end - start);
        return value.Length > 0 && (value[0] >= 0x80 || value[value.Length - 1] >= 0x80) ? TrimUnicode(value) : value;
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

    public static byte ToLowerAscii(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    private static bool IsAsciiSpace(byte value) => value is (byte)' ' or >= 0x09 and <= 0x0D;

    private static ReadOnlySpan<byte> TrimUnicode(ReadOnlySpan<byte> value)
    {
        var text = Decode(value);
        var trimmedStart = text.TrimStart();
        var skipped = Encoding.UTF8.GetByteCount(text.ToCharArray(0, text.Length - trimmedStart.Length));
        return value.Slice(skipped, Encoding.UTF8.GetByteCount(trimmedStart.TrimEnd()));
    }
}
