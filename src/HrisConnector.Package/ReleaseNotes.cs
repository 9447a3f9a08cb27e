using System;
using System.IO;
using System.Linq;

namespace HrisConnector.Package;

/// <summary>What the changelog says of a version.</summary>
internal static class ReleaseNotes
{
    private const string Heading = "## ";

    /// <summary>The section of one version, without its heading.</summary>
    /// <exception cref="InvalidDataException">There is none: a version is not packed without a word about it.</exception>
    public static string Of(string changelog, string version)
    {
        var lines = File.ReadLines(changelog)
            .SkipWhile(line => line.TrimEnd() != Heading + version).Skip(1)
            .TakeWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal));
        var text = string.Join('\n', lines).Trim();
        return text.Length > 0 ? text : throw new InvalidDataException($"{changelog} has no section {version}.");
    }
}
