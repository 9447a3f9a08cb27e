using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// One e-mail address belongs to one user (behaviour.md §4), judged on the state after the whole file: swaps and hand-overs
/// are no conflict. A line that is refused keeps its user's old address, which can refuse another line; so the addresses are
/// looked at again until nothing moves. Refusals only ever grow, hence it ends.
/// </summary>
internal sealed class EmailConflicts
{
    /// <summary>So many users may share an address when sharing is allowed.</summary>
    public const int MaxShared = 100;

    private readonly SyncPlan _plan;
    private readonly bool _shared;
    private readonly HashIndex _lines; // the first line of each address that several claim or somebody has
    private readonly Dictionary<int, int> _next = []; // the next line that claims the same address
    private readonly Queue<Hash128> _open = new();

    private EmailConflicts(SyncPlan plan, bool shared)
    {
        _plan = plan;
        _shared = shared;
        _lines = new HashIndex(number => plan.Lines[number].Email);
    }

    /// <summary>Marks the lines that cannot have their address.</summary>
    public static void Resolve(SyncPlan plan, bool shared)
    {
        var conflicts = new EmailConflicts(plan, shared);
        conflicts.GroupLines();
        conflicts.Run();
    }

    // An address that one line claims and no account has is in no conflict: nearly all are, and nothing is kept of them.
    private void GroupLines()
    {
        var contested = new HashSet<Hash128>();
        var numbers = PlannedLines.NumbersOf(_plan, [MethodImpl(HotPath.Options)] (in line) => Claims(line) && _plan.MayRepeat(line.Email));
        if (_plan.Holders.Count > 0)
            numbers = numbers.Union(_plan.Holders.Keys.Where(number => Claims(_plan.Lines[number]))).OrderBy(number => number).ToList();
        foreach (var number in numbers)
        {
            var email = _plan.Lines[number].Email;
            var first = _lines.FindOrAdd(email, number);
            if (first != number)
            {
                if (_next.TryGetValue(first, out var second))
                    _next[number] = second;
                _next[first] = number;
            }

            if ((first != number || _plan.Holders.ContainsKey(number)) && contested.Add(email))
                _open.Enqueue(email);
        }
    }

    private void Run()
    {
        while (_open.Count > 0)
        {
            var members = MembersOf(_open.Dequeue());
            DropAmbiguousLinks(members);
            var claimants = members.Where(number => Claims(_plan.Lines[number]) && _plan.Lines[number].Has(LineFlags.Active)).ToList();
            if (_shared)
                JudgeShared(claimants);
            else
                Judge(claimants);
        }
    }

    // An inactive line was linked by its address to an account, and another line wants the same address: nobody is archived by guess.
    private void DropAmbiguousLinks(List<int> members)
    {
        if (members.Count < 2)
            return;
        foreach (var number in members)
        {
            ref var line = ref _plan.Lines[number];
            if (line.Has(LineFlags.Linked) && !line.Has(LineFlags.Active))
                line.Flags |= LineFlags.Dropped;
        }
    }

    private void Judge(List<int> claimants)
    {
        var holders = RemainingHolders(claimants);
        var keeper = claimants.Where(number => _plan.Lines[number].Has(LineFlags.HoldsEmail)).DefaultIfEmpty(-1).First();
        foreach (var number in claimants)
        {
            if (_plan.Lines[number].Has(LineFlags.HoldsEmail))
                continue;
            if (keeper >= 0)
                Refuse(number, LineDetails.EmailUsedInCompany, keeper, null);
            else if (holders.Count > 0)
                Refuse(number, holders.Any(holder => !holder.Archived) ? LineDetails.EmailUsedInCompany : LineDetails.EmailUsedByDeletedUser, -1, holders[0].Name);
            else if (claimants.Count > 1)
                Refuse(number, LineDetails.EmailUsedInCompany, claimants[0] == number ? claimants[1] : claimants[0], null);
        }
    }

    private void JudgeShared(List<int> claimants)
    {
        // Where several new lines are linked by the address it is to one and the same account, and nobody says whose that is.
        var linked = claimants.Where(number => _plan.Lines[number].Has(LineFlags.Linked)).ToArray();
        if (linked.Length > 1)
        {
            foreach (var number in linked)
                Refuse(number, LineDetails.EmailUsedInCompany, linked[0] == number ? linked[1] : linked[0], null);
            claimants.RemoveAll(number => linked.Contains(number));
        }

        var users = claimants.Count(number => Shares(_plan.Lines[number]))
            + RemainingHolders(claimants).Count(holder => !holder.Archived);
        foreach (var number in claimants.Where(number => !Shares(_plan.Lines[number])))
        {
            if (users < MaxShared)
                users++;
            else
                Refuse(number, LineDetails.EmailUsedTooManyTimes, -1, null);
        }
    }

    // An archived account counts from its reactivation on.
    private static bool Shares(in LinePlan line) => line.Has(LineFlags.HoldsEmail) && line.Kind != ChangeKind.Reactivate;

    /// <summary>The accounts that still have the address after the file, the claimants' own not counted.</summary>
    private List<EmailHolder> RemainingHolders(List<int> claimants)
    {
        var remaining = new List<EmailHolder>();
        var seen = new HashSet<Hash128>();
        foreach (var holder in claimants.SelectMany(number => _plan.Holders.TryGetValue(number, out var holders) ? holders : []))
        {
            if (!holder.UniqueId.IsNone && !seen.Add(holder.UniqueId))
                continue;
            var number = holder.UniqueId.IsNone ? -1 : _plan.FindLine(holder.UniqueId);
            if (number >= 0)
            {
                ref var line = ref _plan.Lines[number];
                if (Claims(line) && line.Has(LineFlags.Active))
                {
                    // Its user has another address afterwards, or is a claimant of this one.
                    continue;
                }

                var leaves = line.Kind == ChangeKind.Archive && !line.Fails && !line.Has(LineFlags.Dropped);
                remaining.Add(leaves ? holder with { Archived = true } : holder);
                continue;
            }

            remaining.Add(_plan.MissingUsers.Contains(holder.UniqueId) ? holder with { Archived = true } : holder);
        }

        return remaining;
    }

    private void Refuse(int number, LineDetails why, int other, string? holder)
    {
        ref var line = ref _plan.Lines[number];
        line.Details |= why;
        if (line.Other < 0)
            line.Other = other;
        if (holder is not null)
            _plan.HolderNames[number] = holder;
        // Its user stays at the old address after all: whoever wants that one is judged again.
        if (_plan.ReleasedEmails.TryGetValue(number, out var old))
            _open.Enqueue(old);
    }

    private List<int> MembersOf(Hash128 email)
    {
        var members = new List<int>();
        for (var number = _lines.Find(email); number >= 0; number = _next.TryGetValue(number, out var next) ? next : -1)
            members.Add(number);
        members.Sort();
        return members;
    }

    // Active lines claim their address; an inactive one only where its account was found by it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Claims(in LinePlan line) =>
        !line.Fails && !line.Email.IsNone && !line.Has(LineFlags.Inert) && !line.Has(LineFlags.Dropped)
        && (line.Has(LineFlags.Active) || line.Has(LineFlags.Linked));
}
