using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.IO.Hashing;
using System.Linq;
using System.Text.RegularExpressions;

namespace HrisConnector.Package;

/// <summary>The package: a ZIP file by the Open Packaging Conventions, without a <c>lib</c> folder. The same folder gives the same bytes.</summary>
internal static partial class GalleryPackage
{
    // Any fixed time will do. This one is the same day in every time zone that a ZIP file's times, from 1980 on, can be read in.
    private static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder, unless the package holds just that already.</summary>
    public static void Write(string folder, string package)
    {
        var manifest = ModuleManifest.Read(folder);
        var files = ModuleFolder.Files(folder);
        if (files.FirstOrDefault(name => !PlainName().IsMatch(name)) is { } odd)
        {
            throw new InvalidDataException($"{odd}: a package names this file otherwise, so it would be another one when it is installed.");
        }

        var parts = PackageParts.Of(manifest, files)
            .Concat(files.Select(file => KeyValuePair.Create(file, File.ReadAllBytes(Path.Combine(folder, file)))))
            .ToList();
        if (Holds(package, parts))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(package)!);
        var temporary = package + ".tmp";
        using (var archive = new ZipArchive(File.Create(temporary), ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in parts)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = 0;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        File.Move(temporary, package, overwrite: true);
    }

    private static bool Holds(string package, List<KeyValuePair<string, byte[]>> parts)
    {
        if (!File.Exists(package))
        {
            return false;
        }

        using var archive = ZipFile.OpenRead(package);
        return archive.Entries.Count == parts.Count
            && archive.Entries.Zip(parts).All(pair => pair.First.FullName == pair.Second.Key
                && pair.First.Length == pair.Second.Value.Length
                && pair.First.Crc32 == Crc32.HashToUInt32(pair.Second.Value));
    }

    // What needs no escaping in the names of a package.
    [GeneratedRegex(@"^[A-Za-z0-9_./-]+$")]
    private static partial Regex PlainName();
}
