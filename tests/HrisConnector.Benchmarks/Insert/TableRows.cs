using System;
using System.Collections.Generic;
using HrisConnector.Core.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>Rows of a store, as many as are wanted at a time: numbers as <see cref="long"/>, texts as strings or in UTF-8, blobs as they are.</summary>
internal sealed class TableRows : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;

    private readonly bool _asStrings;

    public TableRows(ConnectorStore store, string select, bool asStrings)
    {
        _asStrings = asStrings;
        _command = store.Command(select);
        _reader = _command.ExecuteReader();
    }

    public List<object?[]> Read(int count)
    {
        var rows = new List<object?[]>(count);
        while (rows.Count < count && _reader.Read())
        {
            var row = new object?[_reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = Value(_reader.Handle!, i);
            rows.Add(row);
        }

        return rows;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }

    private object? Value(sqlite3_stmt row, int column) => raw.sqlite3_column_type(row, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(row, column),
        raw.SQLITE_TEXT when _asStrings => raw.sqlite3_column_text(row, column).utf8_to_string(),
        raw.SQLITE_TEXT => new Utf8Value(raw.sqlite3_column_blob(row, column).ToArray()),
        _ => raw.sqlite3_column_blob(row, column).ToArray(),
    };
}
