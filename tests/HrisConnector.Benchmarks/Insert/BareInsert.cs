using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Benchmarks.Measuring;
using HrisConnector.Core.Store;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>
/// The floor of a first load: the rows that one has left in its store go into a fresh store with prepared statements and nothing else. Schema,
/// indexes and pragmas are the product's, because the product makes the fresh store; the size of a transaction and the order of the rows in it are
/// those of its executor. The clock stands while a batch of rows is read into memory; it runs while the batch is bound, inserted and committed, and
/// while the store is opened and closed, which moves what is left in the write-ahead log.
/// </summary>
/// <param name="throughProvider">True for commands of Microsoft.Data.Sqlite, false for SQLite's own functions.</param>
internal sealed class BareInsert(bool throughProvider)
{
    // HrisConnector.Core.Sync.SyncExecutor: first the users of a batch, then of each what an undo needs and what the ledger remembers.
    private const int BatchSize = 1000;
    private static readonly string[][] Passes = [["user"], ["undo_image", "ledger"]];

    // One row of each table for each change of the first run, in the order in which it made them.
    private const string Changes = "FROM undo_image JOIN user ON user.id = CAST(undo_image.user_id AS INTEGER) JOIN ledger ON ledger.key = undo_image.key ORDER BY undo_image.place";

    public void Run(string from, string to, Clock clock)
    {
        clock.Stop();
        using var source = ConnectorStore.TryOpenReadOnly(from) ?? throw new InvalidOperationException("There is no first load to repeat.");
        clock.Start();
        using (var target = ConnectorStore.Open(to))
        {
            var passes = Passes.Select(pass => pass.Select(table => Copy(table, source, target)).ToArray()).ToArray();
            while (ReadBatch(passes, clock))
            {
                using var transaction = target.Begin();
                foreach (var pass in passes)
                    Write(pass);
                transaction.Commit();
            }

            foreach (var copy in passes.SelectMany(pass => pass))
                copy.Dispose();
        }

        clock.Stop();
        RequireEqual(source, to);
    }

    private TableCopy Copy(string table, ConnectorStore source, ConnectorStore target)
    {
        var columns = ColumnsOf(source, table);
        IRowInsert insert = throughProvider ? new ProviderInsert(target, table, columns) : new PreparedInsert(target, table, columns);
        return new TableCopy(new TableRows(source, $"SELECT {string.Join(", ", columns.Select(column => $"{table}.{column}"))} {Changes}", asStrings: throughProvider), insert);
    }

    private static bool ReadBatch(TableCopy[][] passes, Clock clock)
    {
        clock.Stop();
        foreach (var copy in passes.SelectMany(pass => pass))
            copy.ReadBatch(BatchSize);
        clock.Start();
        return passes[0][0].Batch.Count > 0;
    }

    private static void Write(TableCopy[] pass)
    {
        for (var row = 0; row < pass[0].Batch.Count; row++)
        {
            foreach (var copy in pass)
                copy.Insert.Run(copy.Batch[row]);
        }
    }

    // All but the number that SQLite gives by itself, in the same order.
    private static string[] ColumnsOf(ConnectorStore store, string table) =>
        Texts(store, $"SELECT name FROM pragma_table_info('{table}') WHERE NOT (pk = 1 AND name = 'id') ORDER BY cid");

    // Should the product write rows elsewhere some day, this floor must follow.
    private static void RequireEqual(ConnectorStore source, string to)
    {
        using var target = ConnectorStore.TryOpenReadOnly(to)!;
        foreach (var table in Texts(source, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('run', 'setting')"))
        {
            if (Texts(source, $"SELECT COUNT(*) FROM {table}")[0] != Texts(target, $"SELECT COUNT(*) FROM {table}")[0])
                throw new InvalidOperationException($"A first load writes other rows into {table} than its floor.");
        }
    }

    private static string[] Texts(ConnectorStore store, string sql)
    {
        using var command = store.Command(sql);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return [.. texts];
    }
}
