using System;
using System.IO;

namespace HrisConnector.Shell;

/// <summary>Where the built module is.</summary>
internal static class ModuleLocation
{
    private const string Manifest = "HrisConnector.psd1";

    /// <summary>The manifest: beside the shell when both were copied somewhere, else in the repository that the shell was built in.</summary>
    public static string? Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "HrisConnector", Manifest);
        if (File.Exists(beside))
        {
            return beside;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "out", "module", "HrisConnector", Manifest);
            if (File.Exists(built))
            {
                return built;
            }
        }

        return null;
    }
}
