using System.Collections.Generic;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>
/// What a run has applied is owed a log until the run has ended (behaviour.md §7: no line lacks its log). The ledger keeps the last change
/// of each user and its run; a run that did not end leaves its number in the store, and the next run that comes upon such a user's
/// line tells what became of it. So its logs are those of one undisturbed run. Nothing of it costs a run that ends in order.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="run">The run that is applying.</param>
internal sealed class UnloggedChanges(ConnectorStore store, long run)
{
    /// <summary>The run that is applying.</summary>
    public long Run => run;

    /// <summary>Whether some run has not told its changes.</summary>
    public static bool Exist(ConnectorStore store)
    {
        using var command = store.Command("SELECT EXISTS (SELECT 1 FROM unlogged_run)");
        return command.ExecuteScalar() is 1L;
    }

    /// <summary>What became of a user in two runs, as one line of a log says it.</summary>
    public static ChangeKind Together(ChangeKind earlier, ChangeKind now) => now switch
    {
        ChangeKind.None => earlier,
        ChangeKind.Update when earlier is ChangeKind.Create or ChangeKind.Reactivate => earlier,
        _ => now,
    };

    /// <summary>Says that this run owes a log. Within the transaction of each batch.</summary>
    public void Owe()
    {
        using var command = store.Command("INSERT OR IGNORE INTO unlogged_run (run_id) VALUES ($run)", "$run");
        command.Run(run);
    }

    /// <summary>Makes the lines of a plan say what earlier runs did and no log tells. When nothing is planned or counted by it any more.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="archivesMissing">Whether users whom the file lacks are archived, and counted.</param>
    public static void Tell(SyncPlan plan, bool archivesMissing)
    {
        if (plan.Unlogged is not { } index)
            return;
        for (var number = 0; number < plan.Lines.Count; number++)
            Tell(ref plan.Lines[number], index);
        for (var i = 0; i < index.Count; i++)
        {
            ref var entry = ref index[i];
            if (entry.Unlogged != ChangeKind.Archive || entry.Seen || !archivesMissing || plan.HasUnreadableLines)
                continue;
            if (!plan.MissingUsers.Contains(entry.Key))
                plan.UnloggedMissing++;
            entry.Unlogged = ChangeKind.None;
        }
    }

    /// <summary>Forgets what undos of a run that did not end still owe: the one that ends now took back the rest, and its log names everybody.</summary>
    /// <param name="undone">The run that is taken back.</param>
    public void ForgetUndosOf(long undone)
    {
        using var forget = store.Command("DELETE FROM unlogged_run WHERE run_id IN (SELECT id FROM run WHERE undo_of = $undone)", "$undone");
        forget.Run(undone);
    }

    /// <summary>The logs are written: this run owes nothing any more, nor do earlier ones for what it told. Within the transaction that ends the run.</summary>
    /// <param name="plan">The plan of which <see cref="Tell(SyncPlan, bool)"/> has told.</param>
    public void Settle(SyncPlan plan)
    {
        using var settle = store.Command("DELETE FROM unlogged_run WHERE run_id = $run", "$run");
        settle.Run(run);
        if (plan.Unlogged is not { } index)
            return;
        using var tell = store.Command("UPDATE ledger SET run_id = $run WHERE key = $key", "$run", "$key");
        foreach (var key in UnloggedKeys())
        {
            var entry = index.Find(MatchKey.HashOfKey(key));
            if (entry < 0 || index[entry].Unlogged == ChangeKind.None)
                tell.Run(run, key);
        }

        store.Execute("DELETE FROM unlogged_run WHERE run_id NOT IN (SELECT run_id FROM ledger WHERE run_id IS NOT NULL)");
    }

    private static void Tell(ref LinePlan line, LedgerIndex index)
    {
        if (line.Unlogged == ChangeKind.None || line.Fails)
            return;
        var own = line.Has(LineFlags.Dropped) ? ChangeKind.None : line.Kind;
        // A line that asks for the contrary of what was done, and changes nothing: somebody else has changed the user since.
        if (own == ChangeKind.None && line.Has(LineFlags.Active) == (line.Unlogged == ChangeKind.Archive))
            return;
        line.Kind = Together(line.Unlogged, own);
        line.Flags &= ~LineFlags.Dropped;
        index[index.Find(line.UniqueId)].Unlogged = ChangeKind.None;
    }

    private List<string> UnloggedKeys()
    {
        var keys = new List<string>();
        using var command = store.Command("SELECT key FROM ledger WHERE run_id IN (SELECT run_id FROM unlogged_run)");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            keys.Add(reader.GetString(0));
        return keys;
    }
}
