using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Threading;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.History;

/// <summary>Puts the logs of runs in a ZIP (behaviour.md §6): one JSON and one CSV log for each file that was processed.</summary>
public static class LogExport
{
    /// <summary>Writes the archive.</summary>
    /// <param name="runs">The runs, each taken once; one that still runs has no logs and is left out with a warning.</param>
    /// <param name="destinationPath">The full path of the archive.</param>
    /// <param name="overwrite">Whether a file of that name is replaced.</param>
    /// <param name="exact">Whether CSV logs are exported as stored; otherwise a cell that a spreadsheet would run as a formula gets a <c>'</c> in front.</param>
    /// <param name="observer">Told of the progress and of logs that are no longer there.</param>
    /// <param name="cancellationToken">Stops; no archive is left then.</param>
    /// <returns>The full path of the archive.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.ExportExists"/>, <see cref="HrisErrors.ExportNotWritten"/> or
    /// <see cref="HrisErrors.LogNotFound"/> when none of the runs has a log.</exception>
    public static string Write(IReadOnlyList<HrisSync> runs, string destinationPath, bool overwrite, bool exact, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (runs is null)
            throw new ArgumentNullException(nameof(runs));
        if (observer is null)
            throw new ArgumentNullException(nameof(observer));
        if (Directory.Exists(destinationPath) || (File.Exists(destinationPath) && !overwrite))
            throw new HrisException(HrisErrors.ExportExists, $"{destinationPath} exists already.", destinationPath);
        var partial = $"{destinationPath}.{Guid.NewGuid():N}.part";
        try
        {
            if (WriteArchive(runs, partial, exact, observer, cancellationToken) == 0)
                throw new HrisException(HrisErrors.LogNotFound, "None of the runs has a log to export.", destinationPath);
            File.Delete(destinationPath);
            File.Move(partial, destinationPath);
            return destinationPath;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.ExportNotWritten, $"The archive {destinationPath} could not be written.", destinationPath, e);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private static int WriteArchive(IReadOnlyList<HrisSync> runs, string path, bool exact, ISyncObserver observer, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write), ZipArchiveMode.Create);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var exported = new HashSet<(string Connector, long Id, DateTimeOffset StartDate)>();
        var written = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!exported.Add((runs[i].Connector, runs[i].Id, runs[i].StartDate)))
                continue;
            observer.Progress("Exporting logs", runs[i].File, i * 100 / runs.Count);
            var name = NameOf(runs[i], names);
            written += Add(archive, runs[i], runs[i].JsonLogPath, name + ".json", rewrite: false, observer, cancellationToken);
            written += Add(archive, runs[i], runs[i].CsvLogPath, name + ".csv", rewrite: !exact, observer, cancellationToken);
        }

        return written;
    }

    private static int Add(ZipArchive archive, HrisSync run, string? path, string name, bool rewrite, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            // A failed run has no CSV log; a run has a JSON log once it has ended.
            if (name.EndsWith(".json", StringComparison.Ordinal))
                observer.Warn($"Run {run.Id} has no log: it is still running, or its logs were deleted by age.");
            return 0;
        }

        if (!File.Exists(path))
        {
            observer.Warn($"The log {Path.GetFileName(path)} of run {run.Id} is no longer there.");
            return 0;
        }

        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = InRangeOfZip(File.GetLastWriteTimeUtc(path));
        using var target = entry.Open();
        if (rewrite)
        {
            SpreadsheetSafeCsv.Copy(path, target, cancellationToken);
        }
        else
        {
            using var source = File.OpenRead(path);
            source.CopyTo(target);
        }

        return 1;
    }

    // A ZIP knows no time before 1980 nor after 2107; a restored file may have any.
    private static DateTimeOffset InRangeOfZip(DateTime time) =>
        new(time.Year is < 1980 or > 2107 ? new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc) : time, TimeSpan.Zero);

    // {startDate}_{file}: only characters that every file system takes, and no name twice.
    private static string NameOf(HrisSync run, HashSet<string> names)
    {
        var date = run.StartDate.ToUniversalTime().ToString("yyyy-MM-dd'T'HH-mm-ss.fff'Z'", CultureInfo.InvariantCulture);
        var name = $"{date}_{RunLogs.SafeName(run.File)}";
        if (!names.Add(name))
            names.Add(name = $"{date}_{run.Connector}-{run.Id}_{RunLogs.SafeName(run.File)}");
        return name;
    }
}
