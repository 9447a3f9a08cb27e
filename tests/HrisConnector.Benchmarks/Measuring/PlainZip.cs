using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>The floor of an export: the same files into an archive at the same level, and nothing else.</summary>
internal static class PlainZip
{
    public static void Write(IEnumerable<string> files, string destination)
    {
        using var archive = new ZipArchive(new FileStream(destination, FileMode.Create, FileAccess.Write), ZipArchiveMode.Create);
        foreach (var file in files)
        {
            // HrisConnector.Core.History.LogExport
            using var entry = archive.CreateEntry(Path.GetFileName(file), CompressionLevel.Fastest).Open();
            using var source = File.OpenRead(file);
            source.CopyTo(entry);
        }
    }
}
