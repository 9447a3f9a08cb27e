using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads what a configuration says of groups: the embedded directory's own, and how users come into them.</summary>
internal static class GroupsReader
{
    /// <summary>The groups of the embedded directory; null when none are listed.</summary>
    public static IReadOnlyList<GroupConfiguration>? ReadDirectoryGroups(JsonSection directory)
    {
        if (directory.Take("groups") is null)
            return null;
        var groups = new List<(GroupConfiguration Group, JsonSection Section)>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in directory.Sections("groups"))
        {
            var written = section.Text("path", required: true);
            var isPublic = section.Flag("public") ?? false;
            section.RefuseUnknown();
            if (written is null)
                continue;
            if (GroupPath.Normalize(written) is not { } path)
                section.Fault("path", "has a blank name between two slashes or at an end");
            else if (!keys.Add(GroupPath.KeyOf(path)))
                section.Fault("path", $"repeats the group '{path}'");
            else
                groups.Add((new GroupConfiguration(path, isPublic), section));
        }

        // Whether a parent is public decides who comes into it: nobody guesses that.
        foreach (var (group, section) in groups)
        {
            if (GroupPath.ParentOf(group.Path) is { } parent && !keys.Contains(GroupPath.KeyOf(parent)))
                section.Fault("path", $"is in the group '{parent}', which is not in the list");
        }

        return groups.Select(pair => pair.Group).ToList();
    }

    /// <summary>How users come into groups; null when the configuration does not say.</summary>
    /// <param name="root">The whole configuration.</param>
    /// <param name="directoryGroups">The groups of the embedded directory, as far as they are listed.</param>
    /// <param name="hasOwnGroups">Whether the directory is one that brings its groups: they are known when a run begins.</param>
    public static GroupsConfiguration? ReadGroups(JsonSection root, IReadOnlyList<GroupConfiguration>? directoryGroups, bool hasOwnGroups)
    {
        var section = root.Section("groups");
        if (section is null)
            return null;
        var rulesFile = section.Path("rulesFile");
        var standard = section.Text("default")?.Trim();
        section.RefuseUnknown();
        if (rulesFile is null && standard is null)
            return null;
        if (hasOwnGroups)
            return new GroupsConfiguration(rulesFile, standard);
        if (directoryGroups is null)
            section.Fault(rulesFile is null ? "default" : "rulesFile", "needs groups, and directory.groups lists none");
        else if (standard is not null && !IsKnown(standard, directoryGroups))
            section.Fault("default", $"names the group '{standard}', which is not in directory.groups");
        return new GroupsConfiguration(rulesFile, standard);
    }

    // An id is known to the store alone; it is looked for when a run begins.
    private static bool IsKnown(string group, IReadOnlyList<GroupConfiguration> groups) =>
        group.All(c => c is >= '0' and <= '9') || groups.Any(known => GroupPath.KeyOf(known.Path) == GroupPath.KeyOf(group));
}
