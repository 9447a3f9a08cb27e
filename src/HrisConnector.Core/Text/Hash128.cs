using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace HrisConnector.Core.Text;

/// <summary>A 128-bit fingerprint of bytes (XxHash128): wide enough that two of a hundred million values do not meet by chance.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The last eight bytes.</param>
internal readonly record struct Hash128(ulong High, ulong Low)
{
    public const int Size = 16;

    /// <summary>No value; a hash of bytes is taken never to be this.</summary>
    public static Hash128 None => default;

    public bool IsNone => High == 0 && Low == 0;

    [MethodImpl(HotPath.Options)]
    public static Hash128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        XxHash128.Hash(bytes, hash);
        return Read(hash);
    }

    public static Hash128 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)));

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Low);
        return bytes;
    }
}
