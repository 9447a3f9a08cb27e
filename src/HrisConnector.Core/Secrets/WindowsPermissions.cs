using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Secrets;

/// <summary>Reads Windows' permissions from their text form (SDDL, Microsoft's security descriptor definition language).</summary>
internal static class WindowsPermissions
{
    private const uint ReadData = 0x1;
    private const uint GenericRead = 0x80000000;
    private const uint GenericAll = 0x10000000;
    private const uint MaximumAllowed = 0x02000000;

    // The system, the machine's administrators, and who made or owns the file.
    private static readonly string[] Trusted = ["SY", "S-1-5-18", "BA", "S-1-5-32-544", "LA", "CO", "S-1-3-0", "OW", "S-1-3-4"];

    // Accounts that services run as; the list has their short names, the current user is a SID.
    private static readonly Dictionary<string, string> ServiceAccounts = new() { ["LS"] = "S-1-5-19", ["NS"] = "S-1-5-20" };
    private static readonly string[] ReadingRights = ["FA", "FR", "GA", "GR", "CC"];
    private static readonly Regex Owner = new("O:(S-[0-9-]+|[A-Z]{2})", RegexOptions.CultureInvariant);
    private static readonly Regex Allowed = new(@"\((?:A|XA);(?<flags>[^;]*);(?<rights>[^;]*);[^;]*;[^;]*;(?<account>[^;)]+)", RegexOptions.CultureInvariant);

    /// <summary>True when somebody may read who is neither trusted, nor the owner, nor the current user. No list at all means everybody.</summary>
    /// <param name="sddl">Owner and access list of the file.</param>
    /// <param name="currentUser">The SID of the current user.</param>
    public static bool OthersMayRead(string sddl, string? currentUser)
    {
        if (sddl.IndexOf("D:", StringComparison.Ordinal) < 0 || sddl.IndexOf("NO_ACCESS_CONTROL", StringComparison.Ordinal) >= 0)
            return true;
        var owner = Owner.Match(sddl).Groups[1].Value;
        return Allowed.Matches(sddl).Cast<Match>().Any(entry =>
            !Words(entry.Groups["flags"].Value).Contains("IO") // for what is below a folder alone
            && MayRead(entry.Groups["rights"].Value)
            && entry.Groups["account"].Value is var account
            && account != owner && SidOf(account) != currentUser && !Trusted.Contains(account));
    }

    private static string SidOf(string account) => ServiceAccounts.TryGetValue(account, out var sid) ? sid : account;

    private static bool MayRead(string rights)
    {
        if (!rights.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return Words(rights).Any(ReadingRights.Contains);
        return (Convert.ToUInt32(rights, 16) & (ReadData | GenericRead | GenericAll | MaximumAllowed)) != 0;
    }

    // Flags and rights are words of two letters without anything between them.
    private static IEnumerable<string> Words(string text) => Enumerable.Range(0, text.Length / 2).Select(i => text.Substring(i * 2, 2));
}
