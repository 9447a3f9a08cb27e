using System;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Whether a text can be an e-mail address at all: one @, a local part, a domain with a dot, no white space (after RFC 5321's lengths).</summary>
internal static class EmailAddress
{
    private const int MaxLocalLength = 64;
    private const int MaxLength = 254;

    public static bool IsPlausible(ReadOnlySpan<byte> address)
    {
        var at = address.IndexOf((byte)'@');
        if (at is <= 0 or > MaxLocalLength || address.Length > MaxLength)
            return false;
        var domain = address.Slice(at + 1);
        if (domain.IndexOf((byte)'.') <= 0 || domain[domain.Length - 1] == '.' || !Utf8Text.Trim(address).SequenceEqual(address))
            return false;
        var previous = (byte)0;
        foreach (var b in domain)
        {
            if (b == '.' && previous == '.')
                return false;
            previous = b;
        }

        return domain.IndexOf((byte)'@') < 0 && !HasForbidden(address);
    }

    private static bool HasForbidden(ReadOnlySpan<byte> address)
    {
        foreach (var b in address)
        {
            if (b <= 0x20 || b == 0x7F || b is (byte)',' or (byte)';' or (byte)'<' or (byte)'>' or (byte)'(' or (byte)')' or (byte)'"')
                return true;
        }

        return false;
    }
}
