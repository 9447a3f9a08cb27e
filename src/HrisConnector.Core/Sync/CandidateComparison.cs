using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>Compares lines that say something new with the directory, and spools what would change.</summary>
internal sealed class CandidateComparison(ConnectorConfiguration configuration, Ledger ledger, LedgerIndex index, IUserDirectory directory, GroupAssignment? groups)
{
    private const int MostRemembered = 4096;
    private readonly Dictionary<WantedGroups, PlannedGroups> _intoNone = []; // of users who are in no group: many want the same
    private static readonly ILookup<string, DirectoryUser> Nobody = Array.Empty<DirectoryUser>().ToLookup(user => user.Id);

    public async Task CompareAsync(IReadOnlyList<Candidate> candidates, SyncPlan plan, CancellationToken cancellationToken)
    {
        if (directory.IsEmpty)
        {
            await CompareAsync(candidates, new DirectoryUser?[candidates.Count], Nobody, [], plan, cancellationToken).ConfigureAwait(false);
            return;
        }

        var accounts = await FindAccountsAsync(candidates, plan, cancellationToken).ConfigureAwait(false);
        var byEmail = await FindHoldersAsync(candidates, accounts, cancellationToken).ConfigureAwait(false);
        var managers = await FindManagersAsync(candidates, cancellationToken).ConfigureAwait(false);
        await CompareAsync(candidates, accounts, byEmail, managers, plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareAsync(
        IReadOnlyList<Candidate> candidates, DirectoryUser?[] accounts, ILookup<string, DirectoryUser> byEmail, HashSet<Hash128> managers, SyncPlan plan, CancellationToken cancellationToken)
    {
        var linked = candidates.Select((candidate, i) => accounts[i] is null && configuration.LinkByEmail ? AccountToLink(candidate, byEmail) : null).ToArray();
        TakeOver(linked.OfType<DirectoryUser>(), plan);
        var present = accounts.Select((account, i) => account ?? linked[i]).ToArray();
        var changes = await FindGroupChangesAsync(candidates, present, cancellationToken).ConfigureAwait(false);
        var archived = await PlanArchivingAsync(candidates, present, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < candidates.Count; i++)
            Plan(candidates[i], present[i], linked[i] is not null, byEmail, managers, changes[i], archived, plan);
    }

    private async Task<Dictionary<int, (UserChange Change, ChangeImage Image)>> PlanArchivingAsync(IReadOnlyList<Candidate> candidates, DirectoryUser?[] accounts, CancellationToken cancellationToken)
    {
        var leaving = Enumerable.Range(0, accounts.Length).Where(i => !candidates[i].Active && accounts[i] is { User.Archived: false }).ToArray();
        var planned = await Archiving.PlanAsync(directory, leaving.Select(i => (accounts[i]!, candidates[i].Entry.Exists)).ToArray(), cancellationToken).ConfigureAwait(false);
        return Enumerable.Range(0, leaving.Length).ToDictionary(i => candidates[leaving[i]].Line, i => planned[i]);
    }

    private async Task<PlannedGroups[]> FindGroupChangesAsync(IReadOnlyList<Candidate> candidates, DirectoryUser?[] accounts, CancellationToken cancellationToken)
    {
        var changes = new PlannedGroups[candidates.Count];
        var known = Enumerable.Range(0, changes.Length).Where(i => candidates[i].Groups is not null && accounts[i] is not null).ToArray();
        var current = await directory.FindLearnerGroupsAsync(known.Select(i => accounts[i]!.Id).ToArray(), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < changes.Length; i++)
            changes[i] = ChangeOf(candidates[i], []);
        for (var i = 0; i < known.Length; i++)
            changes[known[i]] = ChangeOf(candidates[known[i]], current[i]);
        return changes;
    }

    // behaviour.md §5: out of groups that some rule names or implies, or that we gave; never out of others.
    private PlannedGroups ChangeOf(Candidate candidate, IReadOnlyList<string> current)
    {
        if (groups is null || candidate.Groups is not { } wanted)
            return new PlannedGroups(GroupChange.None, GroupEffect.None, null);
        if (current.Count == 0)
            return ChangeIntoNone(groups, wanted);
        var given = candidate.Entry.Exists && ledger.FindGivenGroups(MatchKey.Fold(candidate.UniqueId)) is { } ids ? WantedGroups.Split(ids) : [];
        var ours = new HashSet<int>(given.Select(groups.Tree.FindId));
        var memberships = current.Select(groups.Tree.FindId).Where(group => group >= 0).ToArray();
        var change = MembershipPlanner.Plan(groups.Tree, memberships, wanted.Groups, group => groups.IsManaged(group) || ours.Contains(group));

        // A group that is not listed at present stays remembered: when it is listed again, whom the rules have given it leaves it.
        var outOfReach = given.Where(id => groups.Tree.FindId(id) < 0 && current.Contains(id)).ToArray();
        return new PlannedGroups(change, groups.Tree.EffectOf(change, memberships), wanted.IdsAnd(outOfReach));
    }

    private PlannedGroups ChangeIntoNone(GroupAssignment assignment, WantedGroups wanted)
    {
        if (_intoNone.TryGetValue(wanted, out var known))
            return known;
        if (_intoNone.Count == MostRemembered)
            _intoNone.Clear();
        var change = MembershipPlanner.Plan(assignment.Tree, [], wanted.Groups, _ => false);
        return _intoNone[wanted] = new PlannedGroups(change, assignment.Tree.EffectOf(change, []), wanted.Ids);
    }

    private async Task<DirectoryUser?[]> FindAccountsAsync(IReadOnlyList<Candidate> candidates, SyncPlan plan, CancellationToken cancellationToken)
    {
        var ids = candidates.Select(candidate => candidate.Entry.Exists ? ledger.FindId(MatchKey.Fold(candidate.UniqueId)) : null).ToArray();
        var byId = (await directory.FindByIdAsync(ids.OfType<string>().Distinct().ToArray(), cancellationToken).ConfigureAwait(false)).ToDictionary(user => user.Id);
        var accounts = ids.Select((id, i) => id is not null && byId.TryGetValue(id, out var user) && !IsAnothers(user, MatchKey.Fold(candidates[i].UniqueId)) ? user : null).ToArray();

        // Unknown to the ledger, gone from where it was, or somebody else's by now: the directory may know the unique identifier all the same.
        var unknown = candidates.Where((_, i) => accounts[i] is null).Select(candidate => candidate.UniqueId);
        var found = (await directory.FindByUniqueIdAsync(MatchKey.Distinct(unknown), cancellationToken).ConfigureAwait(false)).ToDictionary(user => MatchKey.Fold(user.User.UniqueId!));
        for (var i = 0; i < accounts.Length; i++)
            accounts[i] ??= found.TryGetValue(MatchKey.Fold(candidates[i].UniqueId), out var user) ? user : null;
        TakeOver(found.Values, plan);
        return accounts;
    }

    /// <summary>Whether somebody gave an account to another unique identifier by hand: two of them must never have one account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key of the unique identifier whose account it was.</param>
    public static bool IsAnothers(DirectoryUser account, string key) => account.User.UniqueId is { } owner && MatchKey.Fold(owner) != key;

    // Only who may be missing can lose an account so: of a first load, nothing is remembered.
    private void TakeOver(IEnumerable<DirectoryUser> accounts, SyncPlan plan)
    {
        if (configuration.ArchiveMissingUsers && index.ActiveCount > 0)
            plan.TakenOver.UnionWith(accounts.Select(account => MatchKey.HashOfKey(account.Id)));
    }

    private async Task<ILookup<string, DirectoryUser>> FindHoldersAsync(IReadOnlyList<Candidate> candidates, DirectoryUser?[] accounts, CancellationToken cancellationToken)
    {
        var emails = candidates
            .Where((candidate, i) => accounts[i] is not { } account
                ? candidate.Active || configuration.LinkByEmail
                : candidate.Active && (account.User.Archived || !SameEmail(account, candidate)))
            .Select(candidate => candidate.Wanted[UserField.Email])
            .OfType<string>();
        var users = await directory.FindByEmailAsync(MatchKey.Distinct(emails), cancellationToken).ConfigureAwait(false);
        return users.ToLookup(user => MatchKey.Fold(user.User.Email!));
    }

    private async Task<HashSet<Hash128>> FindManagersAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var outside = candidates.Where(candidate => candidate.Active && !candidate.Manager.IsNone && !IsInLedger(candidate.Manager))
            .Select(candidate => candidate.Wanted[UserField.ManagerId]).OfType<string>();
        var found = await directory.FindByUniqueIdAsync(MatchKey.Distinct(outside), cancellationToken).ConfigureAwait(false);
        return new(found.Select(user => MatchKey.HashOf(user.User.UniqueId!)));
    }

    private bool IsInLedger(Hash128 key) => index.Find(key) is >= 0 and var entry && index[entry].Exists;

    // behaviour.md §4, first synchronization: the one account with this address that no unique identifier owns.
    private static DirectoryUser? AccountToLink(Candidate candidate, ILookup<string, DirectoryUser> byEmail)
    {
        if (byEmail.Count == 0)
            return null;
        // For an inactive line an account that is archived already is nobody to do anything with.
        var free = HoldersOf(candidate, byEmail).Where(user => user.User.UniqueId is null && (candidate.Active || !user.User.Archived)).ToArray();
        return free.Length == 1 ? free[0] : null;
    }

    private void Plan(Candidate candidate, DirectoryUser? account, bool linked, ILookup<string, DirectoryUser> byEmail, HashSet<Hash128> managers, PlannedGroups planned, Dictionary<int, (UserChange Change, ChangeImage Image)> archived, SyncPlan plan)
    {
        ref var line = ref plan.Lines[candidate.Line];
        var user = account?.User;
        if (user is not null)
            line.Flags |= LineFlags.Known;
        if (linked)
            line.Flags |= LineFlags.Linked;

        var values = candidate.Active ? Difference(candidate.Wanted, user) : new UserValues();
        if (linked)
            values[UserField.UniqueId] = candidate.UniqueId;
        line.Kind = KindOf(candidate, user, isSame: values.IsEmpty && planned.Change.IsEmpty);
        if (line.Kind == ChangeKind.Reactivate)
            KeepLost(values, candidate.Wanted, account!);
        if (candidate.Active)
        {
            PlanEmail(candidate, account, linked, byEmail, plan, ref line);
            if (values[UserField.ManagerId] is { Length: > 0 })
            {
                plan.Managers.Add(candidate.Line, candidate.Manager, IsInLedger(candidate.Manager) || managers.Contains(candidate.Manager));
                if (line.Kind == ChangeKind.Update && planned.Change.IsEmpty && values.HasOnly(UserField.ManagerId))
                    line.Flags |= LineFlags.OnlyManager;
            }
        }

        var userChange = new UserChange(line.Kind, account?.Id, values) { Groups = planned.Change };
        var image = line.Kind == ChangeKind.None ? null : ChangeImage.Of(user, values, planned.Effect, candidate.Entry.Exists);
        if (archived.TryGetValue(candidate.Line, out var archiving))
        {
            archiving.Change.Values[UserField.UniqueId] = values[UserField.UniqueId];
            archiving.Image.Values[UserField.UniqueId] = image!.Values[UserField.UniqueId];
            (userChange, image) = archiving;
        }

        var state = candidate.Active ? LedgerState.Active : user is null ? LedgerState.Absent : LedgerState.Archived;
        plan.Spool.Add(new PlannedChange(
            candidate.Line, MatchKey.Fold(candidate.UniqueId), candidate.Fingerprint, state, userChange)
        {
            GivenGroups = planned.Given,
            Image = image,
        });
    }

    private void PlanEmail(Candidate candidate, DirectoryUser? account, bool linked, ILookup<string, DirectoryUser> byEmail, SyncPlan plan, ref LinePlan line)
    {
        if (account is not null && SameEmail(account, candidate))
        {
            if (!linked)
                line.Flags |= LineFlags.HoldsEmail;
        }
        else if (account?.User.Email is { } old)
        {
            plan.ReleasedEmails[candidate.Line] = MatchKey.HashOf(old);
        }

        var others = HoldersOf(candidate, byEmail).Where(user => user.Id != account?.Id).ToArray();
        if (others.Length == 0)
            return;
        // An account that nobody owns and that may not be linked: the address is simply not to be had.
        if (line.Kind == ChangeKind.Create && !configuration.SharedEmails && others.All(user => user.User.UniqueId is null && !user.User.Archived))
            line.Details |= LineDetails.UnavailableEmails;
        plan.Holders[candidate.Line] = others
            .Select(user => new EmailHolder(user.User.UniqueId is { } id ? MatchKey.HashOf(id) : Hash128.None, user.User.UniqueId, user.User.Archived))
            .ToList();
    }

    private static UserValues Difference(UserValues wanted, HrisUser? account)
    {
        if (account is not null)
            return UserDiff.Of(wanted, account);
        wanted[UserField.Language] ??= Languages.Default;
        return wanted;
    }

    // What no column fills stays as it was. It is part of the plan, and so of the journal: after the reactivation nobody could tell any more.
    private static void KeepLost(UserValues values, UserValues wanted, DirectoryUser account)
    {
        var filled = new HashSet<string>(wanted.CustomFields.Select(field => field.Key), StringComparer.OrdinalIgnoreCase);
        values.CustomFields.AddRange(account.Lost.Where(field => !filled.Contains(field.Key)));
    }

    private static ChangeKind KindOf(Candidate candidate, HrisUser? account, bool isSame) => (candidate.Active, account) switch
    {
        (true, null) => ChangeKind.Create,
        (true, { Archived: true }) => ChangeKind.Reactivate,
        (true, _) => isSame ? ChangeKind.None : ChangeKind.Update,
        (false, { Archived: false }) => ChangeKind.Archive,
        _ => ChangeKind.None,
    };

    private static bool SameEmail(DirectoryUser account, Candidate candidate) =>
        account.User.Email is { } email && candidate.Wanted[UserField.Email] is { } wanted && MatchKey.Fold(email) == MatchKey.Fold(wanted);

    private static IEnumerable<DirectoryUser> HoldersOf(Candidate candidate, ILookup<string, DirectoryUser> byEmail) =>
        byEmail.Count > 0 && candidate.Wanted[UserField.Email] is { } email ? byEmail[MatchKey.Fold(email)] : [];
}
