using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Applies a plan: the only one who changes the directory and the ledger. With a directory that takes part in the store's transactions,
/// a batch of changes and what the ledger says of them are one transaction; so a run that dies leaves whole batches and the next run does
/// the rest. With any other, a batch is in the journal before its first change is sent and leaves it with the outcomes.
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
    private readonly int _batchSize = directory.IsTransactional ? 1000 : 200;
    private readonly ChangeJournal _journal = new(store);
    private readonly HashSet<int> _managersPending = []; // by their place in the spool: users whose managers may come, or come back, later in the file
    private readonly HashSet<int> _groupsPending = [];
    private readonly HashSet<string> _withoutAddress = new(StringComparer.Ordinal); // who gave theirs up for a swap

    /// <summary>What is applied by now: committed.</summary>
    public SyncCounts Applied { get; private set; } = SyncCounts.NothingOf(plan);

    /// <summary>Applies everything.</summary>
    /// <exception cref="OperationCanceledException">Stopped; <see cref="Applied"/> tells what is done.</exception>
    public async Task ExecuteAsync(Action<double> progress, CancellationToken cancellationToken)
    {
        if (plan.GroupTakeover is { } takeover)
            Record(takeover);
        var handedOver = directory.IsTransactional ? [] : await HandAddressesOverAsync(cancellationToken).ConfigureAwait(false);
        var batch = new List<(int Place, PlannedChange Planned)>(_batchSize);
        var place = 0;
        foreach (var planned in plan.Spool.ReadAll())
        {
            if (IsWanted(planned) && !handedOver.Contains(place))
                batch.Add((place, Settle(planned)));
            place++;
            if (batch.Count == _batchSize)
            {
                await ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
                progress(place / (double)plan.Spool.Count);
            }
        }

        await ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(_groupsPending, 20 * _batchSize, ChangeGroupsAsync, cancellationToken).ConfigureAwait(false);
        await CompleteAsync(_managersPending, _batchSize, LinkManagersAsync, cancellationToken).ConfigureAwait(false);
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

    private async Task<HashSet<int>> HandAddressesOverAsync(CancellationToken cancellationToken)
    {
        var (inOrder, givenUpFirst) = AddressHandOver.Find(plan.Spool, IsWanted);
        var places = new HashSet<int>(inOrder.Select(item => item.Place));
        if (inOrder.Count == 0)
            return places;

        // All in the journal before the first of them gives an address up: whoever is found without one after a crash gets what was planned.
        var settled = inOrder.Select(item => (item.Place, Planned: Settle(item.Planned))).ToArray();
        var numbers = _journal.Open(unlogged.Run, settled.Select(item => item.Planned));
        var giveUp = givenUpFirst.Select(planned => new UserChange(ChangeKind.Update, planned.Change.Id, new UserValues { [UserField.Email] = "" })).ToArray();
        await directory.ApplyAsync(giveUp, (_, _) => { }, cancellationToken).ConfigureAwait(false);
        _withoutAddress.UnionWith(givenUpFirst.Select(planned => planned.Change.Id!));
        for (var i = 0; i < settled.Length; i++)
            await ApplyJournaledAsync([settled[i]], [numbers[i]], cancellationToken).ConfigureAwait(false);
        return places;
    }

    private async Task ApplyAsync(List<(int Place, PlannedChange Planned)> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (directory.IsTransactional)
        {
            using var transaction = store.Begin();
            var results = new ChangeResult?[batch.Count];
            await SendAsync(batch, results, cancellationToken).ConfigureAwait(false);
            Record(batch, results, transaction);
        }
        else
        {
            var numbers = _journal.Open(unlogged.Run, batch.Select(item => item.Planned));
            await ApplyJournaledAsync(batch, numbers, cancellationToken).ConfigureAwait(false);
        }

        batch.Clear();
    }

    private async Task ApplyJournaledAsync(List<(int Place, PlannedChange Planned)> batch, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        var results = new ChangeResult?[batch.Count];
        try
        {
            await SendAsync(batch, results, cancellationToken).ConfigureAwait(false);
            await GiveBackAsync(batch, results, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when the run ends here: what is settled stands.
            using var transaction = store.Begin();
            _journal.Close(numbers.Where((_, i) => results[i] is { IsOpen: false }));
            Record(batch, results, transaction);
        }
    }

    // A line that fails changes nothing: not the address that its user gave up for it either.
    private async Task GiveBackAsync(List<(int Place, PlannedChange Planned)> batch, ChangeResult?[] results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (results[i] is { Id: null, IsOpen: false } refusal && batch[i].Planned.Change.Id is { } id && _withoutAddress.Contains(id))
            {
                results[i] = refusal with { IsOpen = true }; // until it is given back, should the run end here
                results[i] = await AddressHandOver.GiveBackAsync(directory, batch[i].Planned, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task SendAsync(List<(int Place, PlannedChange Planned)> batch, ChangeResult?[] results, CancellationToken cancellationToken)
    {
        var places = new List<int>(batch.Count);
        var changes = new List<UserChange>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var change = batch[i].Planned.Change;
            if (change.Kind == ChangeKind.None)
            {
                results[i] = new ChangeResult(change.Id); // the ledger alone learns something
                continue;
            }

            places.Add(i);
            changes.Add(change);
        }

        return directory.ApplyAsync(changes, (i, result) => results[places[i]] = result, cancellationToken);
    }

    private void Record(List<(int Place, PlannedChange Planned)> batch, ChangeResult?[] results, StoreTransaction transaction)
    {
        var applied = Applied with { };
        for (var i = 0; i < batch.Count; i++)
        {
            var (place, planned) = batch[i];
            if (results[i] is not { } result)
                continue;
            Say(planned, result);
            if (result.Id is not null || planned.Change.Kind == ChangeKind.None)
                Record(place, planned, result);
            if (planned.Line >= 0 || result.Id is not null)
                applied.Add(plan, planned.Line);
        }

        unlogged.Owe();
        saveCounts(applied);
        transaction.Commit();
        Applied = applied;
    }

    private void Record(int place, PlannedChange planned, ChangeResult result)
    {
        ChangeRecord.Write(ledger, images, planned, result, unlogged.Run, planned.Line < 0 ? ChangeKind.None : plan.Lines[planned.Line].Unlogged);
        if (result.ManagerPending)
            _managersPending.Add(place);
        if (result.GroupsPending)
            _groupsPending.Add(place);
    }

    private void Say(PlannedChange planned, ChangeResult result)
    {
        if (planned.Line >= 0)
            Say(planned.Line, result.Details, result.Remark);
        else if (result.Id is null)
            plan.MissingUsers.Remove(MatchKey.HashOfKey(planned.Key)); // no line to say it on; still active to the ledger: the next run tries again
    }

    private void Say(int line, LineDetails details, string? remark)
    {
        if (line < 0)
            return;
        plan.Lines[line].Details |= details;
        if (remark is not null)
            plan.Remarks[line] = plan.Remarks.TryGetValue(line, out var earlier) ? $"{earlier}; {remark}" : remark;
    }

    // What waits until every user of the file exists.
    private async Task CompleteAsync(HashSet<int> places, int batchSize, Func<IReadOnlyList<PlannedChange>, CancellationToken, Task> completeAsync, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
            return;
        var batch = new List<PlannedChange>();
        var place = 0;
        foreach (var planned in plan.Spool.ReadAll())
        {
            if (places.Contains(place++))
                batch.Add(planned);
            if (batch.Count == batchSize)
                await CompleteBatchAsync(batch, completeAsync, cancellationToken).ConfigureAwait(false);
        }

        await CompleteBatchAsync(batch, completeAsync, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CompleteBatchAsync(List<PlannedChange> batch, Func<IReadOnlyList<PlannedChange>, CancellationToken, Task> completeAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (batch.Count > 0)
            await completeAsync(batch, cancellationToken).ConfigureAwait(false);
        batch.Clear();
    }

    private async Task LinkManagersAsync(IReadOnlyList<PlannedChange> batch, CancellationToken cancellationToken)
    {
        using var transaction = directory.IsTransactional ? store.Begin() : null;
        var links = batch.Select(planned => (ledger.FindId(planned.Key)!, planned.Change.Values[UserField.ManagerId]!)).ToArray();
        var made = await directory.LinkManagersAsync(links, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < batch.Count; i++)
        {
            if (made[i] != ManagerLink.Made)
                Say(batch[i].Line, LineDetails.ManagerNotFound, null);
        }

        Settle(batch.Where((_, i) => made[i] != ManagerLink.Pending), LedgerState.ManagerPending, transaction);
    }

    private async Task ChangeGroupsAsync(IReadOnlyList<PlannedChange> batch, CancellationToken cancellationToken)
    {
        using var transaction = directory.IsTransactional ? store.Begin() : null;
        var changes = batch.Select(planned => (ledger.FindId(planned.Key)!, planned.Change.Groups)).ToArray();
        var refusals = await directory.ChangeGroupsAsync(changes, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < batch.Count; i++)
        {
            if (refusals[i] is { } why)
                Say(batch[i].Line, LineDetails.PartlyRefused, why);
        }

        Settle(batch.Where((_, i) => refusals[i] is null), LedgerState.GroupsPending, transaction);
    }

    private void Settle(IEnumerable<PlannedChange> settled, LedgerState pending, StoreTransaction? open)
    {
        using var own = open is null ? store.Begin() : null;
        foreach (var planned in settled)
            ledger.Settle(planned.Key, pending);
        (open ?? own!).Commit();
    }
}
