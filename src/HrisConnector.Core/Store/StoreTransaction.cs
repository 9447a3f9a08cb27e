using System;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>
/// A transaction of the store, rolled back unless it is committed. Plain SQL instead of the provider's object, which every
/// prepared command would have to be handed anew.
/// </summary>
internal sealed class StoreTransaction : IDisposable
{
    private readonly ConnectorStore _store;
    private bool _open;

    public StoreTransaction(ConnectorStore store)
    {
        _store = store;
        _store.Execute("BEGIN IMMEDIATE");
        _open = true;
    }

    public void Commit()
    {
        _store.Execute("COMMIT");
        _open = false;
    }

    public void Dispose()
    {
        if (!_open)
            return;
        _open = false;
        try
        {
            _store.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full; what went wrong is on its way already.
        }
    }
}
