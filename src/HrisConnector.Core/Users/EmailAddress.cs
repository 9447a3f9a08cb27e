using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Whether a text can be an e-mail address at all: one @, a local part, a domain with a dot, no white space (after RFC 5321's lengths).</summary>
internal static class EmailAddress
{
    private const int MaxLocalLength = 64;
    private const int MaxLength = 254;

    [MethodImpl(HotPath.Options)]
    public static bool IsPlausible(ReadOnlySpan<byte> address)
    {
        var at = address.IndexOf((byte)'@');
        if (at is <= 0 or > MaxLocalLength || address.Length > MaxLength)
            return false;
        var domain = address.Slice(at + 1);
        if (domain.IndexOf((byte)'.') <= 0 || domain[domain.Length - 1] == '.' || !Utf8Text.Trim(address).SequenceEqual(address))
            return false;
        return domain.IndexOf(".."u8) < 0 && domain.IndexOf((byte)'@') < 0 && !HasForbidden(address);
    }

    // White space, control characters and what stands around addresses in lists.
    private static ReadOnlySpan<byte> ForbiddenBytes =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 127,
        (byte)',', (byte)';', (byte)'<', (byte)'>', (byte)'(', (byte)')', (byte)'"',
    ];

#if NET
    private static readonly System.Buffers.SearchValues<byte> Forbidden = System.Buffers.SearchValues.Create(ForbiddenBytes);

    private static bool HasForbidden(ReadOnlySpan<byte> address) => address.IndexOfAny(Forbidden) >= 0;
#else
    private static bool HasForbidden(ReadOnlySpan<byte> address) => address.IndexOfAny(ForbiddenBytes) >= 0;
#endif
}
