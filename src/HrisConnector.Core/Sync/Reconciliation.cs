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
/// What runs that did not end had under way: read the directory, then decide (design.md). A change that was made is recorded as theirs,
/// one that was begun is finished, and one of which nothing is to be seen is forgotten: the plan of this run decides anew.
/// </summary>
internal sealed class Reconciliation(ConnectorStore store, Ledger ledger, IUserDirectory directory)
{
    private const int BatchSize = 200;
    private readonly ChangeJournal _journal = new(store);

    /// <summary>Reconciles everything that is open. Before anything is planned.</summary>
    /// <returns>How many changes were found open.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var entries = _journal.Read();
        for (var i = 0; i < entries.Count; i += BatchSize)
            await ReconcileAsync(entries.Skip(i).Take(BatchSize).ToArray(), cancellationToken).ConfigureAwait(false);
        return entries.Count;
    }

    private async Task ReconcileAsync(JournalEntry[] entries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var accounts = await FindAccountsAsync(entries, cancellationToken).ConfigureAwait(false);
        var results = new ChangeResult?[entries.Length];
        var unfinished = new List<(int Entry, UserChange Change)>();
        for (var i = 0; i < entries.Length; i++)
        {
            if (accounts[i] is not { } account || !IsBegun(entries[i].Planned, account))
                continue;
            if (Remaining(entries[i].Planned.Change, account) is { } rest)
                unfinished.Add((i, rest));
            else
                results[i] = new ChangeResult(account.Id) { GroupsPending = !entries[i].Planned.Change.Groups.IsEmpty };
        }

        try
        {
            await directory.ApplyAsync(unfinished.Select(item => item.Change).ToArray(), (i, result) => results[unfinished[i].Entry] = result, cancellationToken).ConfigureAwait(false);
            foreach (var i in unfinished.Select(item => item.Entry).Where(i => results[i] is { Id: null, IsOpen: false } && GaveAddressUp(entries[i].Planned, accounts[i]!)))
            {
                var refusal = results[i]!.Value;
                results[i] = null; // open until it is given back, should the run end here
                results[i] = await AddressHandOver.GiveBackAsync(directory, entries[i].Planned, refusal, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            var lost = new HashSet<int>(unfinished.Select(item => item.Entry).Where(i => results[i] is null or { IsOpen: true }));
            Record(entries, results, lost);
        }
    }

    private void Record(JournalEntry[] entries, ChangeResult?[] results, HashSet<int> lost)
    {
        using var transaction = store.Begin();
        for (var i = 0; i < entries.Length; i++)
        {
            if (lost.Contains(i))
                continue;
            var (number, run, planned) = entries[i];
            if (results[i] is { Id: not null } result)
            {
                using var images = new UndoImages(store, run);
                // Groups and managers come last in a run: the plan of this one looks at them again.
                ChangeRecord.Write(ledger, images, planned, result, run, ChangeKind.None);
                new UnloggedChanges(store, run).Owe();
            }

            _journal.Close([number]);
        }

        transaction.Commit();
    }

    private async Task<DirectoryUser?[]> FindAccountsAsync(JournalEntry[] entries, CancellationToken cancellationToken)
    {
        var ids = entries.Select(entry => entry.Planned.Change.Id).OfType<string>().Distinct().ToArray();
        var byId = (await directory.FindByIdAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(user => user.Id);
        var created = entries.Where(entry => entry.Planned.Change.Id is null).Select(entry => entry.Planned.Change.Values).ToArray();
        var owned = await directory.FindByUniqueIdAsync(Given(created.Select(values => values[UserField.UniqueId])), cancellationToken).ConfigureAwait(false);
        var byUniqueId = owned.ToLookup(user => MatchKey.Fold(user.User.UniqueId!));
        var holders = await directory.FindByEmailAsync(Given(created.Select(values => values[UserField.Email])), cancellationToken).ConfigureAwait(false);
        var byEmail = holders.ToLookup(user => MatchKey.Fold(user.User.Email!));
        return entries.Select(entry => Find(entry.Planned.Change, byId, byUniqueId, byEmail)).ToArray();
    }

    private static DirectoryUser? Find(UserChange change, Dictionary<string, DirectoryUser> byId, ILookup<string, DirectoryUser> byUniqueId, ILookup<string, DirectoryUser> byEmail)
    {
        if (change.Id is { } id)
            return byId.TryGetValue(id, out var known) ? known : null;
        if (byUniqueId[MatchKey.Fold(change.Values[UserField.UniqueId] ?? "")].FirstOrDefault() is { } owned)
            return owned;

        // Created, but nobody could say yet whose the account is: before, nobody had the address.
        return byEmail[MatchKey.Fold(change.Values[UserField.Email] ?? "")].FirstOrDefault(user =>
            user.User.UniqueId is null && !user.User.Archived
            && user.User.FirstName == change.Values[UserField.FirstName] && user.User.LastName == change.Values[UserField.LastName]);
    }

    private static bool IsBegun(PlannedChange planned, DirectoryUser account) => planned.Change.Kind switch
    {
        ChangeKind.Create or ChangeKind.Reactivate => !account.User.Archived,
        ChangeKind.Archive => account.User.Archived,
        ChangeKind.Update => IsPartOfThere(planned, account),
        _ => false,
    };

    private static bool IsPartOfThere(PlannedChange planned, DirectoryUser account) =>
        Count(UserDiff.Of(planned.Change.Values, account.User)) < Count(planned.Change.Values)
        || GaveAddressUp(planned, account);

    private static bool GaveAddressUp(PlannedChange planned, DirectoryUser account) => account.User.Email is null && planned.Image?.Values[UserField.Email] is { Length: > 0 };

    // What is left to do; for a user who was being created always the whole way, since not every step of it can be seen.
    private static UserChange? Remaining(UserChange change, DirectoryUser account)
    {
        var rest = UserDiff.Of(change.Values, account.User);
        return change.Kind == ChangeKind.Archive || (change.Kind == ChangeKind.Update && rest.IsEmpty) ? null : change with { Id = account.Id, Values = rest };
    }

    private static int Count(UserValues values)
    {
        var count = values.CustomFields.Count;
        for (var field = 0; field < UserFields.Count; field++)
            count += values[(UserField)field] is null ? 0 : 1;
        return count;
    }

    private static string[] Given(IEnumerable<string?> values) => MatchKey.Distinct(values.OfType<string>().Where(value => value.Length > 0));
}
