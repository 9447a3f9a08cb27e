using System;
using System.Linq;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Configuration;

/// <summary>The full path of a group: the names from the top group down, joined by slashes. Never compared regarding case.</summary>
internal static class GroupPath
{
    private const char Separator = '/';

    /// <summary>The path without white space around its names; null when a name is blank.</summary>
    public static string? Normalize(string path)
    {
        var names = path.Split(Separator).Select(name => name.Trim()).ToArray();
        return Array.Exists(names, name => name.Length == 0) ? null : string.Join("/", names);
    }

    /// <summary>The path of the parent; null for a top group.</summary>
    public static string? ParentOf(string path)
    {
        var end = path.LastIndexOf(Separator);
        return end < 0 ? null : path.Substring(0, end);
    }

    /// <summary>What two paths of the same group have in common.</summary>
    public static string KeyOf(string path) => MatchKey.Fold(Normalize(path) ?? path);
}
