using System;
using System.Linq;
using HrisConnector.Core.Store;
using SQLitePCL;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>One prepared INSERT, executed through SQLite's own functions: no provider's parameters and readers in between.</summary>
internal sealed class PreparedInsert : IRowInsert
{
    private readonly sqlite3_stmt _statement;

    public PreparedInsert(ConnectorStore store, string table, string[] columns)
    {
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        Require(raw.sqlite3_prepare_v2(store.Connection.Handle!, sql, out _statement), raw.SQLITE_OK);
    }

    public void Run(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            Require(row[i] switch
            {
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                Utf8Value text => raw.sqlite3_bind_text(_statement, i + 1, text.Bytes),
                byte[] blob => raw.sqlite3_bind_blob(_statement, i + 1, blob),
                _ => raw.sqlite3_bind_null(_statement, i + 1),
            }, raw.SQLITE_OK);
        }

        Require(raw.sqlite3_step(_statement), raw.SQLITE_DONE);
        Require(raw.sqlite3_reset(_statement), raw.SQLITE_OK);
    }

    public void Dispose() => _statement.Dispose();

    private static void Require(int result, int expected)
    {
        if (result != expected)
            throw new InvalidOperationException($"SQLite answered {result}.");
    }
}
