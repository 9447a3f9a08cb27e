using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Sync;

/// <summary>
/// What a run is about to change at a directory that takes no part in the store's transactions (design.md): an intent is durable before its
/// change is sent and is struck out with the outcome. Whatever is open after a crash is looked at by the next run: <see cref="Reconciliation"/>.
/// </summary>
internal sealed class ChangeJournal(ConnectorStore store)
{
    /// <summary>Enters changes. Durable when it returns.</summary>
    /// <returns>The numbers of the entries, in order.</returns>
    public IReadOnlyList<long> Open(long run, IEnumerable<PlannedChange> changes)
    {
        // Elsewhere the last moments before a power failure may be lost, because what they changed is lost with them. Not here.
        store.Execute("PRAGMA synchronous = FULL");
        using var transaction = store.Begin();
        using var add = store.Command("INSERT INTO intent (run_id, data) VALUES ($run, $data) RETURNING id", "$run", "$data");
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var numbers = new List<long>();
        foreach (var change in changes)
        {
            bytes.SetLength(0);
            PlannedChangeFormat.Write(writer, change);
            writer.Flush();
            numbers.Add((long)add.Bind(run, bytes.ToArray()).ExecuteScalar()!);
        }

        transaction.Commit();
        return numbers;
    }

    /// <summary>Strikes out entries. Within the transaction that records their outcome.</summary>
    public void Close(IEnumerable<long> numbers)
    {
        // The entries hold whole values of users, which have no business in the store any longer: not in its unused pages either.
        store.Execute("PRAGMA secure_delete = ON");
        using var delete = store.Command("DELETE FROM intent WHERE id = $id", "$id");
        foreach (var number in numbers)
            delete.Run(number);
    }

    /// <summary>The open entries, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Read()
    {
        var entries = new List<JournalEntry>();
        using var command = store.Command("SELECT id, run_id, data FROM intent ORDER BY id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            using var reader = new BinaryReader(new MemoryStream(rows.GetFieldValue<byte[]>(2)), Encoding.UTF8);
            // The line was one of the file of its run.
            entries.Add(new JournalEntry(rows.GetInt64(0), rows.GetInt64(1), PlannedChangeFormat.Read(reader) with { Line = -1 }));
        }

        return entries;
    }
}
