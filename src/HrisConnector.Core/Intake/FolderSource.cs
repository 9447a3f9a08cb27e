using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake;

/// <summary>The users files of a folder (behaviour.md §2).</summary>
internal sealed class FolderSource(SourceConfiguration configuration)
{
    // What Archive names its files: nothing else in that folder is ours to delete.
    private static readonly Regex ArchivedName = new(@"^\d{8}T\d{6}Z(-\d+)?_", RegexOptions.CultureInvariant);
    private static readonly string[] HalfUploaded = [".part", ".filepart", ".tmp", ".crdownload"];

    /// <summary>Whether a name is that of a file that somebody is still uploading.</summary>
    public static bool IsHalfUploaded(string name) =>
        name.StartsWith(".", StringComparison.Ordinal) || HalfUploaded.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Oldest first by modification time, then by name.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> paths) =>
        paths.OrderBy(File.GetLastWriteTimeUtc).ThenBy(Path.GetFileName, StringComparer.Ordinal).ToArray();

    /// <summary>The full paths of the files that match.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotConfigured"/>, <see cref="HrisErrors.SourceNotFound"/> or <see cref="HrisErrors.SourceUnreadable"/>.</exception>
    public IReadOnlyList<string> Find()
    {
        if (configuration.Folder is not { } folder)
            throw new HrisException(HrisErrors.SourceNotConfigured, "No path was given and the configuration names no source.");
        if (!Directory.Exists(folder))
            throw new HrisException(HrisErrors.SourceNotFound, $"The folder of the source, {folder}, does not exist.", folder);
        try
        {
            return InOrder(Directory.EnumerateFiles(folder, configuration.FileName).Where(path => Matches(Path.GetFileName(path))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The folder of the source, {folder}, cannot be read.", folder, e);
        }
    }

    /// <summary>Does with a synchronized file what the configuration says.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceUnreadable"/>: the file stays where it is.</exception>
    public void Finish(string path, DateTime startDate)
    {
        try
        {
            if (configuration.AfterSync == AfterSync.Delete)
                File.Delete(path);
            else if (configuration.AfterSync == AfterSync.Archive)
                Archive(path, startDate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The synchronized file {Path.GetFileName(path)} could not be moved or deleted.", path, e);
        }
    }

    /// <summary>Deletes archived files that are older than configured.</summary>
    /// <returns>How many were deleted.</returns>
    public int PurgeArchive(DateTime now)
    {
        if (configuration is not { AfterSync: AfterSync.Archive, ArchivePath: { } archive, RetentionDays: { } days } || !Directory.Exists(archive))
            return 0;
        var old = Directory.EnumerateFiles(archive)
            .Where(path => ArchivedName.IsMatch(Path.GetFileName(path)) && File.GetLastWriteTimeUtc(path) < now.AddDays(-days))
            .ToArray();
        foreach (var path in old)
            File.Delete(path);
        return old.Length;
    }

    // Never over another file: the time of the run is part of the name, and a number when that is taken.
    private void Archive(string path, DateTime startDate)
    {
        var archive = configuration.ArchivePath!;
        PrivateFolder.Create(archive);
        for (var attempt = 0; ; attempt++)
        {
            var name = $"{startDate:yyyyMMdd'T'HHmmss'Z'}{(attempt == 0 ? "" : $"-{attempt}")}_{Path.GetFileName(path)}";
            var target = Path.Combine(archive, name);
            if (File.Exists(target))
                continue;
            File.Move(path, target);
            File.SetLastWriteTimeUtc(target, startDate); // what the retention counts from
            return;
        }
    }

    // The default name stands for .csv and .tsv, and a wildcard of Windows matches more than it says (*.csv takes .csvx).
    private bool Matches(string name)
    {
        if (IsHalfUploaded(name))
            return false;
        if (configuration.FileName != SourceConfiguration.DefaultFileName)
            return !HasExactExtension(configuration.FileName, out var extension) || name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasExactExtension(string pattern, out string extension)
    {
        extension = Path.GetExtension(pattern);
        return extension.Length > 1 && extension.IndexOfAny(['*', '?']) < 0;
    }
}
