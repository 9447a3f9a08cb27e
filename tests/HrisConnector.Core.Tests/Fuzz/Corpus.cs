using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>The files that are tried and changed: those of the other tests, and the samples.</summary>
internal static class Corpus
{
    public static IReadOnlyList<(string Name, byte[] Bytes)> Users { get; } =
        [.. Files("Files", "*.csv").Concat(Files("Samples", "*.csv")).Where(file => !file.Name.Contains("rules", StringComparison.Ordinal))];

    public static IReadOnlyList<(string Name, byte[] Bytes)> GroupRules { get; } =
        [.. Files("Files", "*rules*.csv").Concat(Files("Samples", "*rules*.csv"))];

    public static IReadOnlyList<(string Name, byte[] Bytes)> Configurations { get; } =
        [.. Files("Files", "*.json").Concat(Files("Samples", "*.json"))];

    public static string Path(string folder, string name) => System.IO.Path.Combine(AppContext.BaseDirectory, folder, name);

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path(folder, ""), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (System.IO.Path.GetFileName(path), File.ReadAllBytes(path)));
}
