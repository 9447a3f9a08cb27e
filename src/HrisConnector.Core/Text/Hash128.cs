using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace HrisConnector.Core.Text;

/// <summary>A 128-bit fingerprint of bytes (XxHash128), wide enough that two of a hundred million values do not meet by chance; or, as a key, a short text itself.</summary>
/// <param name="High">The first eight bytes.</param>
/// <param name="Low">The last eight bytes.</param>
internal readonly record struct Hash128(ulong High, ulong Low)
{
    public const int Size = 16;

    /// <summary>No value; a hash of bytes is taken never to be this.</summary>
    public static Hash128 None => default;

    public bool IsNone => High == 0 && Low == 0;

#if NET
    [MethodImpl(HotPath.Options)]
    public static Hash128 Of(ReadOnlySpan<byte> bytes)
    {
        var hash = XxHash128.HashToUInt128(bytes);
        return new((ulong)(hash >> 64), (ulong)hash);
    }
#else
    [MethodImpl(HotPath.Options)]
    public static Hash128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        XxHash128.Hash(bytes, hash);
        return Read(hash);
    }
#endif

    /// <summary>
    /// What stands for a short text in memory: the text itself with its length, as long as it takes no more than fifteen bytes, else its
    /// fingerprint. Employee numbers are short: they cost no hashing, and no two of them can meet.
    /// </summary>
    [MethodImpl(HotPath.Options)]
    public static Hash128 OfKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Size)
            return Of(bytes);
        ulong high = 0, low = 0;
        var i = 0;
        if (bytes.Length >= sizeof(ulong))
        {
            high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            i = sizeof(ulong);
            for (; i < bytes.Length; i++)
                low = (low << 8) | bytes[i];
        }
        else
        {
            for (; i < bytes.Length; i++)
                high = (high << 8) | bytes[i];
        }

        return new(high, (low << 8) | (uint)(bytes.Length + 1)); // none of them is None
    }

    /// <summary>Its bits, mixed: for tables. Texts that stand for themselves differ in a few of them only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Mixed()
    {
        unchecked
        {
            // The finalizer of MurmurHash3.
            var mixed = High ^ (Low * 0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCD;
            mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53;
            return mixed ^ (mixed >> 33);
        }
    }

    /// <summary>One fingerprint of two.</summary>
    [MethodImpl(HotPath.Options)]
    public Hash128 With(Hash128 other)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        Write(both);
        other.Write(both.Slice(Size));
        return Of(both);
    }

    public static Hash128 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)));

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    [MethodImpl(HotPath.Options)]
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.Slice(8), Low);
    }
}
