using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using HrisConnector.Core.Store;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HrisConnector.Core.Tests.Store;

/// <summary>A statement that runs for every user does what the provider's commands do.</summary>
public sealed class StoreStatementTests : IDisposable
{
    private const int Columns = 18; // more than those whose numbers are remembered
    private static readonly string Names = string.Join(", ", Enumerable.Range(1, Columns).Select(column => $"c{column}"));
    private static readonly Gen<string> Text = Gen.OneOf(
        Among("", "a", "Zoé", "\u0000b", "😀", new string('x', 5000), string.Concat(Enumerable.Repeat("€", 3000))),
        Gen.String[Gen.Char['a', 'é'], 0, 40]);

    private static readonly Gen<object?> Value = Gen.OneOf(
        Among(0L, 1L, -1L, long.MinValue, long.MaxValue).Select(number => (object?)number),
        Gen.Const((object?)null),
        Text.Select(text => (object?)text),
        Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Byte.Array[4090, 4100]).Select(bytes => (object?)bytes));

    private readonly ConnectorStore _store = ConnectorStore.OpenInMemory("nowhere");

    public StoreStatementTests() => _store.Execute($"CREATE TABLE t ({Names}); CREATE TABLE u (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");

    public void Dispose() => _store.Dispose();

    [Fact]
    public void What_is_bound_is_what_the_provider_reads() => Value.Array[Columns].List[1, 6].Sample(rows =>
    {
        _store.Execute("DELETE FROM t");
        using var insert = _store.Prepare($"INSERT INTO t VALUES ({string.Join(", ", Enumerable.Range(1, Columns).Select(column => $"?{column}"))})");
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                Bind(insert, i + 1, row[i]);
            Assert.Equal(1, insert.RunAndCount());
            Assert.Equal(_store.Command("SELECT last_insert_rowid()").ExecuteScalar(), insert.LastInsertRowId);
        }

        Assert.Equal(rows.Select(Shown), ReadByProvider().Select(Shown));
        Assert.Equal(rows.Select(Shown), ReadByStatement().Select(Shown));
    }, iter: 200, threads: 1);

    [Fact]
    public void A_failure_is_the_providers_exception_and_leaves_the_statement_usable()
    {
        using var insert = _store.Prepare("INSERT INTO u (name) VALUES (?1)");
        insert.Bind(1, "one");
        insert.Run();
        insert.Bind(1, "one");
        var failure = Assert.Throws<SqliteException>(insert.Run);
        Assert.Equal((19, 2067), (failure.SqliteErrorCode, failure.SqliteExtendedErrorCode)); // https://www.sqlite.org/rescode.html#constraint_unique
        insert.Bind(1, "two");
        insert.Run();
        Assert.Equal(2L, _store.Command("SELECT COUNT(*) FROM u").ExecuteScalar());
    }

    [Fact]
    public void A_statement_that_SQLite_does_not_understand_fails_when_it_is_used()
    {
        using var statement = _store.Prepare("SELECT nothing FROM nowhere");
        Assert.Throws<SqliteException>(() => statement.Step());
    }

    [Fact]
    public void After_its_last_row_a_statement_serves_again()
    {
        _store.Execute("INSERT INTO u (name) VALUES ('one'), ('two')");
        using var find = _store.Prepare("SELECT id FROM u WHERE name = ?1");
        foreach (var (name, id) in new[] { ("one", 1L), ("two", 2L), ("one", 1L) })
        {
            find.Bind(1, name);
            Assert.True(find.Step());
            Assert.Equal(id, find.Int64(0));
            Assert.False(find.Step());
        }
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Bind(StoreStatement statement, int parameter, object? value)
    {
        switch (value)
        {
            case long number:
                statement.Bind(parameter, number);
                break;
            case string text:
                statement.Bind(parameter, text);
                break;
            case byte[] bytes:
                statement.Bind(parameter, bytes);
                break;
            default:
                statement.BindNull(parameter);
                break;
        }
    }

    private List<object?[]> ReadByProvider()
    {
        var rows = new List<object?[]>();
        using var reader = _store.Command($"SELECT {Names} FROM t ORDER BY rowid").ExecuteReader();
        while (reader.Read())
            rows.Add(Enumerable.Range(0, Columns).Select(column => reader.IsDBNull(column) ? null : reader.GetValue(column)).ToArray());
        return rows;
    }

    private List<object?[]> ReadByStatement()
    {
        var rows = new List<object?[]>();
        using var types = _store.Command($"SELECT {string.Join(", ", Enumerable.Range(1, Columns).Select(column => $"typeof(c{column})"))} FROM t ORDER BY rowid").ExecuteReader();
        using var select = _store.Prepare($"SELECT {Names} FROM t ORDER BY rowid");
        while (select.Step())
        {
            Assert.True(types.Read());
            rows.Add(Enumerable.Range(0, Columns).Select(column => types.GetString(column) switch
            {
                "integer" => select.Int64(column),
                "text" => select.Text(column),
                "blob" => select.Bytes(column).ToArray(),
                _ => select.Text(column) is null ? (object?)null : "not null",
            }).ToArray());
        }

        return rows;
    }

    private static string Shown(object?[] row) => string.Join("|", row.Select(value => value switch
    {
        byte[] bytes => "x" + Convert.ToBase64String(bytes),
        string text => "t" + Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        null => "null",
        _ => "n" + value,
    }));
}
