using System.IO;
using System.Linq;
using System.Reflection;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>What the build says of this program: the project of the netstandard2.0 build runs the same sources.</summary>
internal static class Build
{
    /// <summary>The build of the core that is measured.</summary>
    public static string Name { get; } = Metadata("Core")!;

    /// <summary>The shell with the module; null where the module's core is not the one that is measured.</summary>
    public static string? Shell { get; } = Metadata("Shell");

    /// <summary>This program on the net8.0 build, with which another build is compared; null when this is it.</summary>
    public static string? Reference { get; } = Metadata("Reference");

    /// <summary>This program.</summary>
    public static string Own { get; } = typeof(Build).Assembly.Location;

    private static string? Metadata(string key) => typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == key)?.Value is { } value ? (key == "Core" ? value : Path.GetFullPath(value)) : null;
}
