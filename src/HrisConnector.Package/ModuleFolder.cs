using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace HrisConnector.Package;

/// <summary>The module folder as a person installs it.</summary>
internal static class ModuleFolder
{
    // Where the text of the MIT licence is, whatever the address of the project.
    private const string LicenseUri = "https://licenses.nuget.org/MIT";

    /// <summary>Copies the built module and completes its manifest. What is there and the same is not written, and what no longer belongs
    /// there is deleted.</summary>
    public static void Stage(string built, string changelog, string projectUri, string target)
    {
        var files = Files(built);
        var manifest = ModuleManifest.Read(built);
        foreach (var old in Directory.Exists(target) ? Files(target).Except(files) : [])
        {
            File.Delete(Path.Combine(target, old));
        }

        foreach (var file in files.Where(file => file != ModuleManifest.FileName))
        {
            Write(Path.Combine(target, file), File.ReadAllBytes(Path.Combine(built, file)));
        }

        var text = manifest.Completed(projectUri, LicenseUri, ReleaseNotes.Of(changelog, manifest.Version), files);

        // With a byte order mark: Windows PowerShell takes a script without one for the system's code page.
        Write(Path.Combine(target, ModuleManifest.FileName), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
    }

    /// <summary>The files below a folder, with slashes, in the order of their bytes: the same on every system.</summary>
    public static IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    private static void Write(string path, byte[] bytes)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
