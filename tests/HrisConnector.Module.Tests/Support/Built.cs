using System.Linq;
using System.Reflection;

namespace HrisConnector.ModuleTests.Support;

/// <summary>What the build made and the tests try.</summary>
internal static class Built
{
    public static string Manifest { get; } = Metadata("Manifest");

    public static string Shell { get; } = Metadata("Shell");

    /// <summary>The folder of the guide.</summary>
    public static string Docs { get; } = Metadata("Docs");

    /// <summary>What makes the help and the page of the errors.</summary>
    public static string HelpTool { get; } = Metadata("HelpTool");

    private static string Metadata(string key) => typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
