using System;
using System.Linq;
using HrisConnector.Core.Store;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>A prepared command of Microsoft.Data.Sqlite.</summary>
internal sealed class ProviderInsert(ConnectorStore store, string table, string[] columns) : IRowInsert
{
    private readonly SqliteCommand _command = store.Command(
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})",
        columns.Select(column => "$" + column).ToArray());

    public void Run(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            _command.Parameters[i].Value = row[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
