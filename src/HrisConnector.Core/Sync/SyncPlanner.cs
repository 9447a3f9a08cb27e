using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Reads the whole file and works out what has to change, before anything is written (design.md). Lines that say what they said
/// last time cost a look at the ledger; the others are compared with the directory in batches.
/// </summary>
internal sealed class SyncPlanner
{
    private const int BatchSize = 500;
    private readonly ConnectorConfiguration _configuration;
    private readonly Ledger _ledger;
    private readonly LedgerIndex _index;
    private readonly IUserDirectory _directory;
    private readonly CandidateComparison _comparison;
    private readonly GroupAssignment? _groups;
    private readonly bool _full;
    private readonly ProtectedUsers _protected;
    private readonly List<Candidate> _batch = new(BatchSize);

    public SyncPlanner(ConnectorConfiguration configuration, Ledger ledger, LedgerIndex index, IUserDirectory directory, GroupAssignment? groups, bool full)
    {
        _groups = groups;
        _directory = directory;
        _configuration = configuration;
        _ledger = ledger;
        _index = index;
        _full = full;
        _comparison = new CandidateComparison(configuration, ledger, index, directory, groups);
        _protected = new ProtectedUsers(configuration);
    }

    /// <summary>Plans a file.</summary>
    /// <exception cref="HrisException">The failures of behaviour.md §3.</exception>
    public async Task<SyncPlan> PlanAsync(UsersFileView users, string fileName, PlanSpool spool, Action<double> progress, CancellationToken cancellationToken)
    {
        var plan = new SyncPlan(spool) { ActiveBefore = _index.ActiveCount, HasGroupRules = _groups is { HasRules: true }, Ledger = _index, Unlogged = _index.HasUnlogged ? _index : null };
        if (_groups is not null)
            plan.GroupTakeover = await GroupTakeover.FindAsync(_groups, _ledger, _index, _directory, cancellationToken).ConfigureAwait(false);
        var blocks = users.Blocks(() => new LedgerComparison(_configuration, users.Columns, _index, _groups?.ForAnotherThread(), _full));
        foreach (var block in blocks.Read(cancellationToken))
        {
            if (plan.Lines.Count == 0)
                plan.Expect(blocks.LinesLike(block), _index.Count);
            _ = Prepare(plan, block);
            for (var entered = 0; entered < block.Count;)
            {
                entered = EnterUntilBatch(plan, block, entered);
                if (_batch.Count >= BatchSize)
                    await CompareBatchAsync(plan, cancellationToken).ConfigureAwait(false);
            }

            progress(block.End / (double)blocks.Length);
        }

        await CompareBatchAsync(plan, cancellationToken).ConfigureAwait(false);
        if (plan.Lines.Count == 0)
            throw new HrisException(HrisErrors.FileContainsNoData, "File contains no data", fileName);
        await PlanMissingUsersAsync(plan, cancellationToken).ConfigureAwait(false);
        EmailConflicts.Resolve(plan, _configuration.SharedEmails);
        plan.Managers.Resolve(plan);
        plan.Ledger = null;
        return plan;
    }

    [MethodImpl(HotPath.Options)]
    private ulong Prepare(SyncPlan plan, LineBlock<JudgedLine> block)
    {
        var touched = 0UL;
        for (var i = 0; i < block.Count; i++)
        {
            ref var line = ref block[i];
            touched += line.Entry < 0 ? plan.Touch(line.Facts.UniqueId) : (ulong)_index[line.Entry].FirstLine;
            touched += plan.TouchEmail(line.Facts.Email);
        }

        return touched;
    }

    [MethodImpl(HotPath.Options)]
    private int EnterUntilBatch(SyncPlan plan, LineBlock<JudgedLine> block, int from)
    {
        while (from < block.Count && _batch.Count < BatchSize)
            Enter(ref block[from++], block.LinesBefore, plan);
        return from;
    }

    // Needs the lines before it: whether its unique identifier has come already.
    [MethodImpl(HotPath.Options)]
    private void Enter(ref JudgedLine judged, long linesBefore, SyncPlan plan)
    {
        var number = plan.Lines.Count;
        ref var line = ref plan.AddLine(judged.Facts, linesBefore);
        if (judged.Facts.Active)
            line.Flags = LineFlags.Active;
        if (line.UniqueId.IsNone)
            plan.HasUnreadableLines = true;
        else
            plan.AddUniqueId(number, judged.Entry);
        if (line.Fault != LineFault.None)
            return;
        var entry = judged.Entry < 0 ? default : _index[judged.Entry];
        if (entry.IsActive)
            line.Flags |= LineFlags.Known;
        if (!judged.Facts.Inside)
            line.MakeInert(LineDetails.OutsidePerimeter);
        else if (judged.Facts.Protected)
            line.MakeInert(LineDetails.None);
        if (line.Fails || line.Has(LineFlags.Inert))
            return;
        line.Unlogged = entry.Unlogged;
        if (judged.NoRuleMatches)
            line.Details |= LineDetails.NoGroupsMatch;
        if (judged.Facts.Active || judged.News is not null)
            plan.AddEmail(judged.Facts.Email);
        if (judged.News is { } news)
        {
            news.Line = number;
            judged.News = null; // the block is used again
            _batch.Add(news);
            return;
        }

        line.Flags |= LineFlags.Unchanged;
        if (entry.Exists)
            line.Flags |= LineFlags.Known;
        if (judged.Facts.Active)
            line.Flags |= LineFlags.HoldsEmail;
    }

    private async Task CompareBatchAsync(SyncPlan plan, CancellationToken cancellationToken)
    {
        if (_batch.Count > 0)
            await _comparison.CompareAsync(_batch, plan, cancellationToken).ConfigureAwait(false);
        _batch.Clear();
    }

    // Absence archives nobody but by configuration, and never when some line does not say whom it is about.
    private async Task PlanMissingUsersAsync(SyncPlan plan, CancellationToken cancellationToken)
    {
        if (!_configuration.ArchiveMissingUsers || plan.HasUnreadableLines)
            return;
        var missing = new List<(string Key, string Id, Hash128 Fingerprint)>();
        foreach (var (key, id) in _ledger.ActiveUsers())
        {
            var hash = MatchKey.HashOfKey(key);
            var known = _index.Find(hash);
            if (known < 0 || _index[known].Seen || _protected.Contains(hash))
                continue;
            missing.Add((key, id, _index[known].Fingerprint));
            if (missing.Count == BatchSize)
                await PlanMissingBatchAsync(missing, plan, cancellationToken).ConfigureAwait(false);
        }

        await PlanMissingBatchAsync(missing, plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task PlanMissingBatchAsync(List<(string Key, string Id, Hash128 Fingerprint)> missing, SyncPlan plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Of an account that was taken over, the ledger may still know both users.
        var ids = missing.Select(user => user.Id).Distinct().ToArray();
        var accounts = (await _directory.FindByIdAsync(ids, cancellationToken).ConfigureAwait(false)).ToDictionary(account => account.Id);
        SpareOthers(missing, accounts, plan);

        // An account that somebody archived by hand, or that is gone, is counted all the same, and an undo must not bring it back.
        var there = missing.Select(user => user.Id).Distinct().Where(id => accounts.TryGetValue(id, out var account) && !account.User.Archived).Select(id => (accounts[id], true)).ToArray();
        var planned = (await Archiving.PlanAsync(_directory, there, cancellationToken).ConfigureAwait(false)).ToDictionary(item => item.Change.Id!);
        foreach (var (key, id, fingerprint) in missing)
        {
            var (change, image) = planned.TryGetValue(id, out var leaving)
                ? leaving
                : (new UserChange(ChangeKind.Archive, id, new UserValues()), new ChangeImage(WasKnown: true, WasArchived: true, new UserValues(), GroupEffect.None));
            plan.MissingUsers.Add(MatchKey.HashOfKey(key));
            plan.Spool.Add(new PlannedChange(-1, key, fingerprint, LedgerState.Archived, change) { Image = image });
        }

        missing.Clear();
    }

    // An account that is somebody else's by now stays: whoever the file lacks has none any more.
    private static void SpareOthers(List<(string Key, string Id, Hash128 Fingerprint)> missing, Dictionary<string, DirectoryUser> accounts, SyncPlan plan)
    {
        foreach (var (key, id, fingerprint) in missing)
        {
            // The ledger forgets them, or they would be missing in every run. A link of this run is not made yet: the next one sees whose the account is.
            if (accounts.TryGetValue(id, out var account) && CandidateComparison.IsAnothers(account, key))
                plan.Spool.Add(new PlannedChange(-1, key, fingerprint, LedgerState.Absent, new UserChange(ChangeKind.None, null, new UserValues())));
        }

        missing.RemoveAll(user => accounts.TryGetValue(user.Id, out var account)
            && (CandidateComparison.IsAnothers(account, user.Key) || plan.TakenOver.Contains(MatchKey.HashOfKey(account.Id))));
    }
}
