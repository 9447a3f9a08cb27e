using System;
using System.Collections.Generic;
using HrisConnector.Core.Errors;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>Says what a failure of SQLite means for the connector's store.</summary>
internal static class StoreFailure
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Disk = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>Whether SQLite says that the file is no sound store.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>What is said of a damaged store.</summary>
    public static string Damaged(string folder) => $"The connector's store in {folder} is damaged.";

    public static HrisException From(SqliteException e, string folder) => e.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => new(HrisErrors.StoreDamaged, Damaged(folder), folder, e),
        Full => new(HrisErrors.StoreUnavailable, $"The disk of the connector's store in {folder} is full.", folder, e),
        Disk => new(HrisErrors.StoreUnavailable, $"The disk of the connector's store in {folder} failed or is full (SQLite error {e.SqliteExtendedErrorCode}).", folder, e),
        Busy or Locked => new(HrisErrors.StoreUnavailable, $"Another program holds the connector's store in {folder}.", folder, e),
        ReadOnly or CannotOpen => new(HrisErrors.StoreUnavailable, $"The connector's store in {folder} cannot be opened or written by this account.", folder, e),
        _ => new(HrisErrors.StoreUnavailable, $"The connector's store in {folder} failed (SQLite error {e.SqliteErrorCode}).", folder, e),
    };

    /// <summary>The failure of a folder or a file in it that cannot be looked at, made or opened.</summary>
    public static HrisException From(Exception e, string folder) => new(HrisErrors.StoreUnavailable, $"The connector's folder {folder} cannot be made or opened.", folder, e);

    /// <summary>What is read from the store, its failures told in the same way.</summary>
    public static IEnumerable<T> Guard<T>(IEnumerable<T> items, string folder)
    {
        using var enumerator = items.GetEnumerator();
        while (MoveNext(enumerator, folder))
            yield return enumerator.Current;
    }

    private static bool MoveNext<T>(IEnumerator<T> enumerator, string folder)
    {
        try
        {
            return enumerator.MoveNext();
        }
        catch (SqliteException e)
        {
            throw From(e, folder);
        }
    }
}
