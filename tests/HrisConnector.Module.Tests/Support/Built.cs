using System.IO;
using System.Linq;
using System.Reflection;

namespace HrisConnector.ModuleTests.Support;

/// <summary>What the build made and the tests try.</summary>
internal static class Built
{
    /// <summary>The manifest of the module as it came out of the package.</summary>
    public static string Manifest { get; } = Metadata("Manifest");

    /// <summary>The folder of the module as it came out of the package.</summary>
    public static string Module { get; } = Path.GetDirectoryName(Manifest)!;

    public static string Package { get; } = Metadata("Package");

    /// <summary>What makes the module folder and the package.</summary>
    public static string PackageTool { get; } = Metadata("PackageTool");

    /// <summary>The folder of the clone.</summary>
    public static string Repository { get; } = Metadata("Repository");

    public static string Benchmarks { get; } = Metadata("Benchmarks");

    /// <summary>The benchmarks on the build for Windows PowerShell.</summary>
    public static string DesktopBenchmarks { get; } = Metadata("DesktopBenchmarks");

    public static string Shell { get; } = Metadata("Shell");

    /// <summary>The folder of the guide.</summary>
    public static string Docs { get; } = Metadata("Docs");

    /// <summary>What makes the help and the page of the errors.</summary>
    public static string HelpTool { get; } = Metadata("HelpTool");

    private static string Metadata(string key) => typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
