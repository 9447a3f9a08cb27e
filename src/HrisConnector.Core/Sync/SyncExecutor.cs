using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Store;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Applies a plan: the only one who changes the directory and the ledger. A batch of changes and what the ledger says of them are
/// one transaction, so a run that dies leaves whole batches and the next run does the rest.
/// </summary>
/// <param name="store">The store whose transaction a batch is.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="directory">The directory.</param>
/// <param name="images">Where the run's undo images go.</param>
/// <param name="plan">What is to be applied.</param>
/// <param name="unlogged">Told of the changes that no log tells yet.</param>
/// <param name="saveCounts">Told, within the transaction of each batch, what is applied by then: so a run that dies has its counts.</param>
internal sealed class SyncExecutor(
    ConnectorStore store, Ledger ledger, IUserDirectory directory, UndoImages images, SyncPlan plan, UnloggedChanges unlogged, Action<SyncCounts> saveCounts)
{
    private const int BatchSize = 1000;

    /// <summary>What is applied by now: whole batches, committed.</summary>
    public SyncCounts Applied { get; private set; } = SyncCounts.NothingOf(plan);

    /// <summary>Applies everything.</summary>
    /// <exception cref="OperationCanceledException">Stopped between two batches; <see cref="Applied"/> tells what is done.</exception>
    public async Task ExecuteAsync(Action<double> progress, CancellationToken cancellationToken)
    {
        if (plan.GroupTakeover is { } takeover)
            Record(takeover);
        var pending = new HashSet<int>(); // by their place in the spool: users whose managers come later in the file
        var batch = new List<(int Place, PlannedChange Planned)>(BatchSize);
        var place = 0;
        foreach (var planned in plan.Spool.ReadAll())
        {
            if (IsWanted(planned))
                batch.Add((place, Settle(planned)));
            place++;
            if (batch.Count == BatchSize)
            {
                await ApplyAsync(batch, pending, cancellationToken).ConfigureAwait(false);
                progress(place / (double)plan.Spool.Count);
            }
        }

        await ApplyAsync(batch, pending, cancellationToken).ConfigureAwait(false);
        if (pending.Count > 0)
            await LinkManagersAsync(pending, cancellationToken).ConfigureAwait(false);
    }

    // First of all: whoever is concerned and does not come to it, in this run or because their line is missing, is remembered.
    private void Record(GroupTakeover takeover)
    {
        using var transaction = store.Begin();
        ledger.WriteManagedGroups(takeover.Groups, takeover.Learners);
        transaction.Commit();
    }

    private bool IsWanted(PlannedChange planned) =>
        planned.Line < 0 || (!plan.Lines[planned.Line].Fails && !plan.Lines[planned.Line].Has(LineFlags.Dropped));

    // What was found out when the whole file was known: a manager who does not exist is not asked for.
    private PlannedChange Settle(PlannedChange planned)
    {
        if (planned.Line < 0 || (plan.Lines[planned.Line].Details & LineDetails.ManagerNotFound) == 0)
            return planned;
        planned.Change.Values[UserField.ManagerId] = null;
        if (planned.Image is not null)
            planned.Image.Values[UserField.ManagerId] = null;
        return planned with
        {
            State = planned.State | LedgerState.ManagerPending,
            Change = planned.Change with { Kind = plan.Lines[planned.Line].Kind },
        };
    }

    private async Task ApplyAsync(List<(int Place, PlannedChange Planned)> batch, HashSet<int> pending, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var changes = batch.Where(item => item.Planned.Change.Kind != ChangeKind.None).Select(item => item.Planned.Change).ToArray();
        var applied = Applied with { };
        using (var transaction = store.Begin())
        {
            var results = await directory.ApplyAsync(changes, cancellationToken).ConfigureAwait(false);
            var next = 0;
            foreach (var (place, planned) in batch)
            {
                var result = planned.Change.Kind == ChangeKind.None ? new ChangeResult(planned.Change.Id, LineDetails.None, false) : results[next++];
                Record(place, planned, result, pending);
                applied.Add(plan, planned.Line);
            }

            unlogged.Owe();
            saveCounts(applied);
            transaction.Commit();
            Applied = applied;
        }

        batch.Clear();
    }

    private void Record(int place, PlannedChange planned, ChangeResult result, HashSet<int> pending)
    {
        if (result.Refusal != LineDetails.None)
        {
            plan.Lines[planned.Line].Details |= result.Refusal;
            return;
        }

        var state = planned.State;
        if (result.ManagerPending)
        {
            state |= LedgerState.ManagerPending;
            pending.Add(place);
        }

        if (planned.Change.Kind != ChangeKind.None && planned.Image is { } image)
        {
            // What the ledger remembers of groups changes only when the rules were asked.
            var given = planned.GivenGroups is null ? null : image.WasKnown ? ledger.FindGivenGroups(planned.Key) ?? "" : "";
            images.Add(planned, image, result.Id!, given);
        }

        var changes = planned.Change.Kind != ChangeKind.None;
        var change = planned.Line < 0 ? planned.Change.Kind : UnloggedChanges.Together(plan.Lines[planned.Line].Unlogged, planned.Change.Kind);
        ledger.Write(planned.Key, result.Id, planned.Fingerprint, state, planned.GivenGroups, changes ? unlogged.Run : null, change);
    }

    private async Task LinkManagersAsync(HashSet<int> pending, CancellationToken cancellationToken)
    {
        var place = 0;
        var batch = new List<(string Key, string ManagerUniqueId)>(BatchSize);
        foreach (var planned in plan.Spool.ReadAll())
        {
            if (pending.Contains(place++))
                batch.Add((planned.Key, planned.Change.Values[UserField.ManagerId]!));
            if (batch.Count == BatchSize)
                await LinkBatchAsync(batch, cancellationToken).ConfigureAwait(false);
        }

        await LinkBatchAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task LinkBatchAsync(List<(string Key, string ManagerUniqueId)> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using (var transaction = store.Begin())
        {
            var links = batch.Select(link => (ledger.FindId(link.Key)!, link.ManagerUniqueId)).ToArray();
            var made = await directory.LinkManagersAsync(links, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++)
            {
                if (made[i])
                    ledger.SettleManager(batch[i].Key);
            }

            transaction.Commit();
        }

        batch.Clear();
    }
}
