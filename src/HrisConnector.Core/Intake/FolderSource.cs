using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake;

/// <summary>The users files of a folder (behaviour.md §2).</summary>
internal sealed class FolderSource(SourceConfiguration configuration, FileNames names) : LocalFiles
{
    /// <summary>Oldest first by modification time, then by name.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> paths) =>
        paths.OrderBy(File.GetLastWriteTimeUtc).ThenBy(Path.GetFileName, StringComparer.Ordinal).ToArray();

    /// <inheritdoc/>
    public override Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken)
    {
        var folder = configuration.Folder!;
        if (!Directory.Exists(folder))
            throw new HrisException(HrisErrors.SourceNotFound, $"The folder of the source, {folder}, does not exist.", folder);
        try
        {
            var paths = InOrder(Directory.EnumerateFiles(folder).Where(path => names.Match(Path.GetFileName(path))));
            return Task.FromResult<IReadOnlyList<SourceFile>>(paths.Select(path => new SourceFile(this, Path.GetFileName(path), path, StampOf(path) ?? default)).ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The folder of the source, {folder}, cannot be read.", folder, e);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken)
    {
        try
        {
            if (StampOf(file.Path) != stamp)
                return Task.FromResult(false);
            if (configuration.AfterSync == AfterSync.Delete)
                File.Delete(file.Path);
            else if (configuration.AfterSync == AfterSync.Archive)
                Archive(file, startDate);
            return Task.FromResult(true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The synchronized file {file.Name} could not be moved or deleted.", file.Path, e);
        }
    }

    /// <inheritdoc/>
    public override Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken)
    {
        if (configuration is not { AfterSync: AfterSync.Archive, ArchivePath: { } archive, RetentionDays: { } days } || !Directory.Exists(archive))
            return Task.FromResult(default(ArchivePurge));
        try
        {
            var old = Directory.EnumerateFiles(archive)
                .Where(path => FileNames.ArchivedAt(Path.GetFileName(path)) < now.AddDays(-days))
                .ToArray();
            var failed = old.Count(path => !OldFile.TryDelete(path));
            return Task.FromResult(new ArchivePurge(old.Length - failed, failed));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, $"The archive {archive} could not be looked through for old files.", archive, e);
        }
    }

    // Never over another file: the time of the run is part of the name, and a number when that is taken.
    private void Archive(SourceFile file, DateTime startDate)
    {
        var archive = configuration.ArchivePath!;
        PrivateFolder.Create(archive);
        var attempt = 0;
        string target;
        do
            target = Path.Combine(archive, FileNames.ArchiveName(file.Name, startDate, attempt++));
        while (File.Exists(target));
        File.Move(file.Path, target);
    }

    private static FileStamp? StampOf(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
