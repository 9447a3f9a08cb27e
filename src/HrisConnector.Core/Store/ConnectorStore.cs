using System;
using System.Globalization;
using System.IO;
using System.Linq;
using HrisConnector.Core.Errors;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>
/// The one SQLite file of a connector: history, ledger and the embedded directory (design.md). One connection, used by one
/// thread at a time; whoever changes something does it between <see cref="Begin"/> and the transaction's commit.
/// </summary>
internal sealed class ConnectorStore : IDisposable
{
    private static readonly int SchemaVersion = StoreSchema.Versions.Count;

    private ConnectorStore(SqliteConnection connection, string folder)
    {
        Connection = connection;
        Folder = folder;
    }

    public SqliteConnection Connection { get; }

    /// <summary>The folder of the connector: the store, its logs and its working files.</summary>
    public string Folder { get; }

    /// <summary>Opens the store and makes it when it is not there.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public static ConnectorStore Open(string folder) => Open(folder, PathIn(folder), SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens an existing store for looking at it; nothing is written.</summary>
    /// <returns>The store, or null when there is none yet: no file, or one that a dying first run left without tables.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> also when nobody can say whether there is one.</exception>
    public static ConnectorStore? TryOpenReadOnly(string folder)
    {
        if (!IsThere(folder))
        {
            DamagedStore.RequireNeverUsed(folder);
            return null;
        }

        var store = OpenToRead(folder);
        var version = Version(store.Connection);
        if (version == SchemaVersion)
            return store;
        using (store)
        {
            if (version == 0)
                DamagedStore.RequireNeverUsed(folder);
            return version > 0 ? store.CopyToMemory() : null;
        }
    }

    /// <summary>A store that is nowhere, for a preview on a connector that has none yet.</summary>
    public static ConnectorStore OpenInMemory(string folder) => Open(folder, ":memory:", SqliteOpenMode.Memory);

    public StoreTransaction Begin() => new(this);

    public void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant; values go through parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        return command;
    }

    /// <summary>Prepares a statement that runs for every user. To be disposed before the store.</summary>
    /// <param name="sql">The statement; values are bound to its parameters by their place.</param>
    public StoreStatement Prepare(string sql) => new(Connection, sql);

    public void Dispose() => Connection.Dispose();

    // File.Exists says no as well when this account may not look: then a preview would take everybody for new.
    private static bool IsThere(string folder)
    {
        try
        {
            _ = File.GetAttributes(PathIn(folder));
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreFailure.From(e, folder);
        }
    }

    // Looking at a store in WAL mode writes a shared-memory file beside it. Who may not write there can look at a store that
    // nobody has open: then nothing is left in a -wal file, and SQLite may take the file as immutable.
    private static ConnectorStore OpenToRead(string folder)
    {
        try
        {
            var store = Open(folder, PathIn(folder), SqliteOpenMode.ReadOnly);
            try
            {
                Version(store.Connection);
                return store;
            }
            catch (SqliteException e)
            {
                store.Dispose();
                throw StoreFailure.From(e, folder);
            }
        }
        catch (HrisException e) when (e.Error == HrisErrors.StoreUnavailable && !File.Exists(PathIn(folder) + "-wal"))
        {
            return Open(folder, new Uri(PathIn(folder)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
        }
    }

    // A store of an earlier version that is only to be looked at: its copy is brought up to date, the file is left to the next run.
    private ConnectorStore CopyToMemory()
    {
        var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Mode = SqliteOpenMode.Memory, ForeignKeys = true }.ToString());
        try
        {
            copy.Open();
            Connection.BackupDatabase(copy);
            Prepare(copy, SqliteOpenMode.Memory);
            return new ConnectorStore(copy, Folder);
        }
        catch (SqliteException e)
        {
            copy.Dispose();
            throw StoreFailure.From(e, Folder);
        }
    }

    public static string PathIn(string folder) => Path.Combine(folder, "store.db");

    private static ConnectorStore Open(string folder, string path, SqliteOpenMode mode)
    {
        SqliteConnection? connection = null;
        try
        {
            if (mode == SqliteOpenMode.ReadWriteCreate)
            {
                PrivateFolder.Create(folder);
                if (!File.Exists(path))
                    DamagedStore.RequireNeverUsed(folder);
                PrivateFile.Provide(path); // SQLite gives the permissions of this file to those that it makes beside it
            }

            // No pooling: the file is let go when the connection is closed.
            connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path, Mode = mode, Pooling = false, ForeignKeys = true, DefaultTimeout = 30,
            }.ToString());
            connection.Open();
            if (mode == SqliteOpenMode.ReadWriteCreate && Version(connection) == 0)
                DamagedStore.RequireNeverUsed(folder);
            Prepare(connection, mode);
            return new ConnectorStore(connection, folder);
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw StoreFailure.From(e, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            connection?.Dispose();
            throw StoreFailure.From(e, folder);
        }
        catch (HrisException)
        {
            connection?.Dispose();
            throw;
        }
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Prepare(SqliteConnection connection, SqliteOpenMode mode)
    {
        var version = Version(connection);
        if (version > SchemaVersion)
            throw new HrisException(HrisErrors.StoreTooNew, "The connector's store was made by a newer version of this module.", connection.DataSource);
        if (mode == SqliteOpenMode.ReadOnly)
            return;
        using var command = connection.CreateCommand();
        // WAL lets others look at the history while a run writes; with it, NORMAL survives the death of the process.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768";
        command.ExecuteNonQuery();
        if (version == SchemaVersion)
            return;
        using var transaction = connection.BeginTransaction();
        command.Transaction = transaction;
#pragma warning disable CA2100 // constants
        command.CommandText = string.Concat(StoreSchema.Versions.Skip(version)) + $"PRAGMA user_version = {SchemaVersion};";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        transaction.Commit();
    }
}
