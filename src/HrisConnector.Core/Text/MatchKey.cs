using System;
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

    /// <summary>The hash of the key of a text.</summary>
    public static Hash128 HashOf(string value) => Hash128.Of(Encoding.UTF8.GetBytes(Fold(value)));

    /// <summary>The hash of the key of trimmed UTF-8 bytes; <see cref="Hash128.None"/> for none.</summary>
    public static Hash128 HashOf(ReadOnlySpan<byte> trimmed)
    {
        if (trimmed.IsEmpty)
            return Hash128.None;
        if (trimmed.Length > StackLimit)
            return HashOf(Utf8Text.Decode(trimmed));

        Span<byte> folded = stackalloc byte[StackLimit];
        for (var i = 0; i < trimmed.Length; i++)
        {
            var b = trimmed[i];
            if (b >= 0x80)
                return HashOf(Utf8Text.Decode(trimmed));
            folded[i] = Utf8Text.ToLowerAscii(b);
        }

        return Hash128.Of(folded.Slice(0, trimmed.Length));
    }

    private static bool IsAscii(string value)
    {
        foreach (var c in value)
        {
            if (c >= 0x80)
                return false;
        }

        return true;
    }
}
