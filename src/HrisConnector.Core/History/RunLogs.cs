using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.History;

/// <summary>The log files of the runs of a connector. A log is written under another name and renamed when it is whole.</summary>
internal sealed class RunLogs(string folder)
{
    /// <summary>Writes both logs of a run that processed its file, and says in the entry where they are.</summary>
    /// <remarks>Cannot be stopped: the changes are made, and no line may lack its log.</remarks>
    /// <exception cref="HrisException"><see cref="HrisErrors.LogNotWritten"/>.</exception>
    public void Write(HrisSync sync, SyncPlan plan, UsersFileView users, Action<double> progress) => Guard(sync, () =>
    {
        var csv = PathOf(sync, "csv");
        WriteWhole(csv, path => new CsvLog(plan, users.Separator).Write(users, path, progress));
        var json = PathOf(sync, "json");
        WriteWhole(json, path => JsonLog.Write(sync, plan, users, path));
        sync.CsvLogPath = csv;
        sync.JsonLogPath = json;
    });

    /// <summary>Writes the JSON log of a run that failed: there is no CSV log then (behaviour.md §3).</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.LogNotWritten"/>.</exception>
    public void WriteFailure(HrisSync sync) => Guard(sync, () =>
    {
        var json = PathOf(sync, "json");
        WriteWhole(json, path => JsonLog.WriteFailure(sync, path));
        sync.CsvLogPath = null;
        sync.JsonLogPath = json;
    });

    /// <summary>Writes the CSV log that a run would write; never over another file.</summary>
    /// <param name="path">A new file, or a folder that is there: in it the log is named after the users file.</param>
    /// <param name="file">The name of the users file.</param>
    /// <param name="plan">What the run would do.</param>
    /// <param name="users">The users file.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    /// <returns>The full path of the log.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.DestinationExists"/> or <see cref="HrisErrors.DestinationNotWritten"/>.</exception>
    public static string WritePreview(string path, string file, SyncPlan plan, UsersFileView users, Action<double> progress)
    {
        var log = Directory.Exists(path) ? Path.Combine(path, SafeName(file) + ".preview.csv") : path;
        if (File.Exists(log))
            throw new HrisException(HrisErrors.DestinationExists, $"{log} exists already.", log);
        try
        {
            // A name of its own: beside somebody's files, .part may be an upload.
            WriteWhole(log, $"{log}.{Guid.NewGuid():N}.part", partial => new CsvLog(plan, users.Separator).Write(users, partial, progress));
            return log;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.DestinationNotWritten, $"The log {log} could not be written.", log, e);
        }
    }

    /// <summary>Makes sure that logs can be written, before anything is changed that they would have to tell.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.LogNotWritten"/>.</exception>
    public void RequireWritable(HrisSync sync) => Guard(sync, () => WriteWhole(PathOf(sync, "json"), PrivateFile.Provide));

    /// <summary>Deletes whatever there is of the logs of a run that did not end.</summary>
    public void Discard(HrisSync sync) => Guard(sync, () =>
    {
        foreach (var path in (string[])[PathOf(sync, "json"), PathOf(sync, "csv")])
        {
            File.Delete(path);
            File.Delete(path + ".part");
        }
    });

    /// <summary>The highest number of a run whose log is in a folder; 0 when there is none.</summary>
    public static long LastNumber(string folder) => !Directory.Exists(folder) ? 0 : Directory.EnumerateFiles(folder)
        .Select(path => Path.GetFileName(path).Split('_')[0])
        .Max(digits => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0L as long?) ?? 0;

    private string PathOf(HrisSync sync, string extension) =>
        Path.Combine(folder, $"{sync.Id.ToString("D6", CultureInfo.InvariantCulture)}_{SafeName(sync.File)}.{extension}");

    private void Guard(HrisSync sync, Action write)
    {
        try
        {
            PrivateFolder.Create(folder);
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.LogNotWritten, $"The logs of run {sync.Id} could not be written in {folder}.", folder, e);
        }
    }

    private static void WriteWhole(string path, Action<string> write) => WriteWhole(path, path + ".part", write);

    private static void WriteWhole(string path, string partial, Action<string> write)
    {
        try
        {
            write(partial);
            // On the disk before the store says that the run has ended.
            using (var file = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
                file.Flush(flushToDisk: true);
            File.Delete(path);
            File.Move(partial, path);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>A file name without the characters that some file system or archive refuses, and short enough for a number or a
    /// date in front and an ending behind.</summary>
    public static string SafeName(string name)
    {
        const int MaxBytes = 100; // Windows PowerShell knows no paths over 260 characters
        var safe = new string(name.Select(c => c < ' ' || c == 0x7F || "<>:\"/\\|?*".IndexOf(c) >= 0 ? '_' : c).ToArray());
        var length = safe.Length;
        while (Encoding.UTF8.GetByteCount(safe.ToCharArray(0, length)) > MaxBytes)
            length -= length > 1 && char.IsLowSurrogate(safe[length - 1]) ? 2 : 1;
        return safe.Substring(0, length);
    }
}
