using System;
using System.Globalization;
using System.IO;
using System.Text;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.History;

/// <summary>What was deleted because of its age, one line each, in <c>maintenance.log</c> beside the logs of the runs. The JSON log of a run
/// has its specified properties and no room for it (behaviour.md §6), and whoever misses a log looks where it was.</summary>
internal sealed class MaintenanceLog(string folder, ISyncObserver observer)
{
    private const string Name = "maintenance.log";

    /// <summary>Tells what was deleted and what could not be; says nothing of nothing.</summary>
    /// <param name="deleted">How many are gone.</param>
    /// <param name="failed">How many are still there although their time is over.</param>
    /// <param name="what">What they are, in the plural; no personal data.</param>
    public void Tell(int deleted, int failed, string what)
    {
        if (deleted > 0)
            Write($"{what} older than configured were deleted: {deleted.ToString(CultureInfo.InvariantCulture)}");
        if (failed == 0)
            return;
        var failure = $"{what} older than configured could not be deleted: {failed.ToString(CultureInfo.InvariantCulture)}; the next run tries again";
        Write(failure);
        observer.Warn($"{failure}. Check that no other program holds them and that the account may delete them.");
    }

    /// <summary>Warns that what is too old could not even be found out.</summary>
    public void Warn(string reason) => observer.Warn($"What is older than configured was not deleted: {reason} The next run tries again.");

    private void Write(string message)
    {
        observer.Verbose(message);
        try
        {
            PrivateFolder.Create(folder);
            using var file = PrivateFile.Open(Path.Combine(folder, Name), FileMode.Append, FileAccess.Write);
            var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var line = Encoding.UTF8.GetBytes($"{time} {message}\n");
            file.Write(line, 0, line.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            observer.Warn($"{Name} could not be written in {folder}: {message}.");
        }
    }
}
