using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>
/// A store that SQLite finds damaged is kept aside under another name, and none is made in its place (never silently
/// rebuilt): with an empty store every user would look new. All runs refuse until somebody has put a good copy there.
/// </summary>
internal static class DamagedStore
{
    private const string Mark = ".damaged-";

    // A store of this size is checked in about a third of a second; one of a million users has 240 MB and takes 1.2 s.
    private const long AlwaysChecked = 64L * 1024 * 1024;
    private const int EachSoManyRuns = 10;

    // The files that SQLite keeps beside a store; they belong to it by their names.
    private static readonly string[] Companions = ["-wal", "-shm"];

    /// <summary>Checks a store before a run: a small one always, a large one when the last run died and now and then.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreDamaged"/>.</exception>
    public static void Check(ConnectorStore store, bool lastRunDied)
    {
        if (!lastRunDied && new FileInfo(ConnectorStore.PathIn(store.Folder)).Length > AlwaysChecked && !IsTurn(store))
            return;
        if (!IsSound(store.Connection, "PRAGMA quick_check(1)"))
            throw new HrisException(HrisErrors.StoreDamaged, StoreFailure.Damaged(store.Folder), store.Folder);
    }

    /// <summary>Refuses to take an empty or a missing store for a new one where there was one before.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreMissing"/>, or <see cref="HrisErrors.StoreDamaged"/> when a damaged one is kept aside;
    /// <see cref="HrisErrors.StoreUnavailable"/> when this account may not look.</exception>
    public static void RequireNeverUsed(string folder)
    {
        try
        {
            var aside = Aside(folder);
            if (aside is not null)
                throw new HrisException(HrisErrors.StoreDamaged, $"The connector's store was damaged; it is kept aside as {aside}, and there is no other.", folder);
            if (HasLogs(Path.Combine(folder, "logs")))
                throw new HrisException(HrisErrors.StoreMissing, $"There are logs of earlier runs in {folder}, but the connector's store is missing or empty.", folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, folder);
        }
    }

    /// <summary>Does work on a connector that closes its store by itself, and keeps the store aside when it turns out to be damaged.</summary>
    /// <param name="folder">The folder of the connector.</param>
    /// <param name="work">The work.</param>
    /// <param name="errorOf">The failure with which the work ended in order.</param>
    /// <exception cref="HrisException">What the work throws; a damaged store with the place where it is kept.</exception>
    public static async Task<T> GuardAsync<T>(string folder, Func<Task<T>> work, Func<T, HrisException?> errorOf)
    {
        try
        {
            var end = await work().ConfigureAwait(false);
            if (errorOf(end)?.Error == HrisErrors.StoreDamaged)
                KeepAside(folder);
            return end;
        }
        catch (SqliteException e)
        {
            throw Judge(StoreFailure.From(e, folder), folder);
        }
        catch (HrisException e) when (e.Error == HrisErrors.StoreDamaged)
        {
            throw Judge(e, folder);
        }
    }

    /// <summary>Looks again at a store that failed as damaged, and keeps it aside if it is.</summary>
    /// <param name="failure">The failure; another one is given back as it is.</param>
    /// <param name="folder">The folder of the connector. Nobody may have its store open.</param>
    /// <returns>The failure, with the place of the store.</returns>
    public static HrisException Judge(HrisException failure, string folder)
    {
        if (failure.Error != HrisErrors.StoreDamaged || KeepAside(folder) is not { } aside)
            return failure;
        return new HrisException(HrisErrors.StoreDamaged, $"{failure.Message} It is kept aside as {aside}.", folder, failure);
    }

    /// <summary>Keeps a damaged store aside.</summary>
    /// <returns>Its new name; null when it stays: a full check finds nothing wrong, or another program holds it.</returns>
    public static string? KeepAside(string folder)
    {
        var path = ConnectorStore.PathIn(folder);
        if (!File.Exists(path) || IsSound(path))
            return null;
        var aside = path + Mark + DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        try
        {
            File.Move(path, aside);
            foreach (var ending in Companions.Where(ending => File.Exists(path + ending)))
                File.Move(path + ending, aside + ending);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(path))
                return null;
        }

        return Path.GetFileName(aside);
    }

    private static bool IsTurn(ConnectorStore store)
    {
        using var command = store.Command("SELECT COALESCE(MAX(id), 0) FROM run");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) % EachSoManyRuns == 0;
    }

    private static bool IsSound(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            connection.Open();
            return IsSound(connection, "PRAGMA integrity_check(1)");
        }
        catch (SqliteException e)
        {
            return !StoreFailure.IsDamage(e);
        }
    }

    private static bool IsSound(SqliteConnection connection, string check)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants
        command.CommandText = check;
#pragma warning restore CA2100
        return command.ExecuteScalar() is "ok";
    }

    private static string? Aside(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "store.db" + Mark + "*").Select(Path.GetFileName)
            .Where(name => !Companions.Any(ending => name!.EndsWith(ending, StringComparison.Ordinal)))
            .OrderByDescending(name => name, StringComparer.Ordinal).FirstOrDefault()
        : null;

    // An empty one is a first run's that only tried the place: it died, with its store.
    private static bool HasLogs(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.json").Any(path => new FileInfo(path).Length > 0);
}
