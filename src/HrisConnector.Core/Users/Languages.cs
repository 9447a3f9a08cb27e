using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Users;

/// <summary>The languages of the platform (behaviour.md §2).</summary>
internal static class Languages
{
    /// <summary>What a new user has when the file says nothing.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, string> Codes =
        ("bg cs da de el en es fi fr hr ht_HT hu id it ja kar_MM ko lt mh_MH nl nl_BE no pl pt ro ru rw_RW " +
         "sk sl so_SO sv sw_KE th ti_ET tr uk zh vi").Split(' ').ToDictionary(code => code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The platform's code for a language tag: itself, or its language without the region; null when there is none.</summary>
    public static string? Find(string tag)
    {
        var code = tag.Replace('-', '_');
        if (Codes.TryGetValue(code, out var exact))
            return exact;
        var region = code.IndexOf('_');
        return region > 0 && Codes.TryGetValue(code.Substring(0, region), out var language) ? language : null;
    }
}
