using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Whether a text can be an e-mail address at all: one @, a local part, a domain with a dot, no white space (after RFC 5321's lengths).</summary>
internal static class EmailAddress
{
    private const int MaxLocalLength = 64;
    private const int MaxLength = 254;
    private static readonly bool[] Forbidden = ForbiddenBytes();

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
    [MethodImpl(HotPath.Options)]
    private static bool HasForbidden(ReadOnlySpan<byte> address)
    {
        var forbidden = Forbidden;
        foreach (var b in address)
        {
            if (forbidden[b])
                return true;
        }

        return false;
    }

    private static bool[] ForbiddenBytes()
    {
        var forbidden = new bool[256];
        for (var b = 0; b <= ' '; b++)
            forbidden[b] = true;
        foreach (var c in "\u007F,;<>()\"")
            forbidden[c] = true;
        return forbidden;
    }
}
