using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>One change of a file's bytes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, as a share of the file.</param>
/// <param name="Share">How much of the file it concerns, or how long what is put in is.</param>
/// <param name="Value">Which bit, byte, token or other file.</param>
internal sealed record Mutation(MutationKind Kind, double Place, double Share, int Value)
{
    private const int Fine = 1_000_000;

    // What CSV, JSON and text readers stumble over.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "\"\"", "\"\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", "\0", "\uFEFF", "\u2028", "\u0085", "\u00A0", "\u200F", "e\u0301", "😀", " ", "'", "=1+1", "\\", "*", "(", "{", "}", "[", "]", ":",
            "//", "/*", "null", "true", "1e999", "-1", "\\u0000", "\\ud800", "Active", "Inactive", "A0001", "@", "a@x.org", "(a+)+$", ".*", "0001-01-01", "%s", "d", "/", "..", "\nuniqueId,", "\n1,1@x.org,\"A\nB\",C,Active\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB],
    ];

    private static readonly Gen<Mutation> Any = Gen.Select(
        Gen.Int[0, Enum.GetValues<MutationKind>().Length - 1], Gen.Int[0, Fine], Gen.Int[0, Fine], Gen.Int[0, 1023],
        (kind, place, share, value) => new Mutation((MutationKind)kind, place / (double)Fine, share / (double)Fine, value));

    /// <summary>A few of them, seldom many: most files should still be files.</summary>
    public static Gen<Mutation[]> Some { get; } = Gen.Frequency((6, Any.Array[1, 2]), (3, Any.Array[3, 4]), (1, Any.Array[5, 10]));

    /// <summary>Makes the changes one after another.</summary>
    public static byte[] Apply(byte[] bytes, IEnumerable<Mutation> mutations, IReadOnlyList<byte[]> others) =>
        mutations.Aggregate(bytes, (before, mutation) => mutation.Apply(before, others));

    private byte[] Apply(byte[] bytes, IReadOnlyList<byte[]> others)
    {
        var at = (int)(Place * bytes.Length);
        var end = at + Length(bytes.Length - at);
        return Kind switch
        {
            MutationKind.FlipBit => With(bytes, at, old => (byte)(old ^ (1 << (Value % 64 == 0 ? 7 : Value % 7)))),
            MutationKind.SetByte => With(bytes, at, _ => (byte)(Value % 64 == 0 ? Value / 4 : Value % 128)),
            MutationKind.Insert => [.. bytes[..at], .. Tokens[Value % Tokens.Length], .. bytes[at..]],
            MutationKind.Replace => [.. bytes[..at], .. Tokens[Value % Tokens.Length], .. bytes[end..]],
            MutationKind.Remove => [.. bytes[..at], .. bytes[end..]],
            MutationKind.Duplicate => [.. bytes[..end], .. bytes[at..]],
            MutationKind.Move => [.. bytes[..at], .. bytes[end..], .. bytes[at..end]],
            MutationKind.Truncate => bytes[..at],
            MutationKind.Splice => [.. bytes[..at], .. Piece(others[Value % others.Count]), .. bytes[at..]],
            MutationKind.LongField => [.. bytes[..at], .. Enumerable.Repeat((byte)('a' + (Value % 26)), LongLength), .. bytes[at..]],
            _ => throw new InvalidOperationException(),
        };
    }

    // Mostly a few bytes, seldom half of the file.
    private int Length(int available) => (int)Math.Min(available, 1 + (Math.Pow(Share, 6) * available / 2));

    // Around the sizes of buffers; one in sixty is longer than a line may be.
    private int LongLength => Value % 60 == 0 ? (1024 * 1024) + (int)(Share * 5000) : (int)(Math.Pow(Share, 3) * 70_000);

    private byte[] Piece(byte[] other)
    {
        var at = (int)(Share * other.Length);
        return other[at..Math.Min(other.Length, at + 1 + (Value % 300))];
    }

    private static byte[] With(byte[] bytes, int at, Func<byte, byte> change)
    {
        if (at == bytes.Length)
            return bytes;
        var changed = (byte[])bytes.Clone();
        changed[at] = change(changed[at]);
        return changed;
    }
}
