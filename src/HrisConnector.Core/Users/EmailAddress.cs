using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Whether a text can be an e-mail address at all: one @, a local part, a domain with a dot, no white space (after RFC 5321's lengths).</summary>
internal static class EmailAddress
{
    private const int MaxLocalLength = 64;
    private const int MaxLength = 254;
    private const byte Plain = 0;
    private const byte At = 1;
    private const byte Dot = 2;
    private static readonly byte[] Kinds = KindsOfBytes();

    /// <summary>Looks at a trimmed address, once from its first byte to its last.</summary>
    [MethodImpl(HotPath.Options)]
    public static bool IsPlausible(ReadOnlySpan<byte> address)
    {
        var kinds = Kinds;
        var at = -1;
        var lastDot = -1; // in the domain, or the @ before it: a dot may not follow either
        for (var i = 0; i < address.Length; i++)
        {
            var kind = kinds[address[i]];
            if (kind == Plain)
                continue;
            if (kind == At && at < 0)
                at = lastDot = i;
            else if (kind == Dot && (at < 0 || lastDot != i - 1))
                lastDot = at < 0 ? lastDot : i;
            else
                return false;
        }

        return at is > 0 and <= MaxLocalLength && lastDot > at && lastDot < address.Length - 1 && address.Length <= MaxLength;
    }

    private static byte[] KindsOfBytes()
    {
        const byte Forbidden = 3;
        var kinds = new byte[256];
        kinds['@'] = At;
        kinds['.'] = Dot;
        for (var b = 0; b <= ' '; b++)
            kinds[b] = Forbidden;
        foreach (var c in "\u007F,;<>()\"") // what stands around addresses in lists
            kinds[c] = Forbidden;
        return kinds;
    }
}
