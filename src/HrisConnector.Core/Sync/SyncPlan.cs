using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>What a run is about to do: a few bytes for every line, and the changes in a spool.</summary>
internal sealed class SyncPlan : IDisposable
{
    // The beginning of a file may promise more lines than it has: room for the table is made for so many at once, and by and by for more.
    private const int MostReserved = 4_000_000;
    private const int MostFiltered = 100_000_000;

    private readonly HashIndex _strangers; // the first line of each unique identifier that the ledger does not have
    private readonly ChunkedList<Hash128> _repeatedEmails = new();
    private readonly HashIndex _repeatedEmailIndex;
    private RepeatFilter _emails = new(items: 0);

    public SyncPlan(PlanSpool spool)
    {
        Spool = spool;
        _strangers = new HashIndex([MethodImpl(HotPath.Options)] (line) => Lines[line].UniqueId);
        _repeatedEmailIndex = new HashIndex(number => _repeatedEmails[number]);
    }

    public ChunkedList<LinePlan> Lines { get; } = new();

    public PlanSpool Spool { get; }

    /// <summary>The accounts that stand in the way of a line's address.</summary>
    public Dictionary<int, List<EmailHolder>> Holders { get; } = [];

    /// <summary>What a line was refused for, when it is an account of the directory and not another line.</summary>
    public Dictionary<int, string> HolderNames { get; } = [];

    /// <summary>What the directory itself said of a line's change: the words of <see cref="LineDetails.InOtherWords"/>.</summary>
    public Dictionary<int, string> Remarks { get; } = [];

    /// <summary>The last run that changed a line's user after the run that an undo takes back, where there is one.</summary>
    public Dictionary<int, long> LaterRuns { get; } = [];

    /// <summary>The address that a line's user gives up.</summary>
    public Dictionary<int, Hash128> ReleasedEmails { get; } = [];

    /// <summary>The managers that changes ask for.</summary>
    public ManagerClaims Managers { get; } = new();

    /// <summary>Active users of this connector before the run.</summary>
    public long ActiveBefore { get; set; }

    /// <summary>The users to be archived because the file lacks them, by the key of their unique identifier.</summary>
    public HashSet<Hash128> MissingUsers { get; } = [];

    /// <summary>The accounts, by their ids, that lines found without the ledger: whoever had them before does not have them any more.</summary>
    public HashSet<Hash128> TakenOver { get; } = [];

    /// <summary>True when some line does not say whom it is about.</summary>
    public bool HasUnreadableLines { get; set; }

    /// <summary>The ledger, as long as the file is planned; null when there is none.</summary>
    public LedgerIndex? Ledger { get; set; }

    /// <summary>The ledger before the run, when earlier runs that did not end have made changes that no log tells yet.</summary>
    public LedgerIndex? Unlogged { get; set; }

    /// <summary>Users whom such a run archived because the file lacks them.</summary>
    public long UnloggedMissing { get; set; }

    /// <summary>True when there are group rules: then the lines that none of them takes are counted.</summary>
    public bool HasGroupRules { get; set; }

    /// <summary>What rules are in charge of from this run on; null when that is as before.</summary>
    public GroupTakeover? GroupTakeover { get; set; }

    /// <summary>Makes room for the lines of a file.</summary>
    /// <param name="lines">About how many there will be.</param>
    /// <param name="known">How many of them the ledger has.</param>
    public void Expect(long lines, long known)
    {
        _emails = new RepeatFilter((int)Math.Min(lines, MostFiltered));
        _strangers.Reserve((int)Math.Min(Math.Max(lines - known, 0), MostReserved));
    }

    /// <summary>Takes note of the e-mail address of a line that may claim it.</summary>
    [MethodImpl(HotPath.Options)]
    public void AddEmail(Hash128 email)
    {
        if (email.IsNone || !_emails.Add(email))
            return;
        if (_repeatedEmailIndex.FindOrAdd(email, _repeatedEmails.Count) == _repeatedEmails.Count)
            _repeatedEmails.Add(email);
    }

    /// <summary>True of an e-mail address that several lines name, and by chance of a few others: all other addresses are in no conflict with a line.</summary>
    [MethodImpl(HotPath.Options)]
    public bool MayRepeat(Hash128 email) => _repeatedEmailIndex.Find(email) >= 0;

    /// <summary>Prepares for a unique identifier that comes next; <see cref="HashIndex.Touch"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Touch(Hash128 uniqueId) => _strangers.Touch(uniqueId);

    /// <summary>The same for an e-mail address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong TouchEmail(Hash128 email) => _emails.Touch(email);

    /// <summary>Adds a line.</summary>
    /// <param name="facts">What it says by itself.</param>
    /// <param name="linesBefore">The physical lines before its stretch of the file.</param>
    [MethodImpl(HotPath.Options)]
    public ref LinePlan AddLine(in LineFacts facts, long linesBefore)
    {
        ref var line = ref Lines.Add();
        line.UniqueId = facts.UniqueId;
        line.Email = facts.Email;
        line.Offset = facts.Offset;
        line.LineNumber = (int)Math.Min(linesBefore + facts.LineNumber, int.MaxValue);
        line.Details = facts.Details;
        line.Fault = facts.Fault;
        line.Other = facts.Fault == LineFault.None ? -1 : facts.Columns;
        return ref line;
    }

    /// <summary>Enters a line by its unique identifier. Lines that share one are all refused (behaviour.md §4).</summary>
    /// <param name="number">The number of the line.</param>
    /// <param name="entry">The ledger's entry of its unique identifier, or -1.</param>
    [MethodImpl(HotPath.Options)]
    public void AddUniqueId(int number, int entry = -1)
    {
        ref var line = ref Lines[number];
        int first;
        if (entry < 0)
        {
            first = _strangers.FindOrAdd(line.UniqueId, number);
        }
        else
        {
            ref var known = ref Ledger![entry];
            first = known.Seen ? known.FirstLine - 1 : number;
            known.FirstLine = first + 1;
        }

        if (first == number)
            return;
        ref var other = ref Lines[first];
        line.Details |= LineDetails.UserAlreadyExists;
        other.Details |= LineDetails.UserAlreadyExists;
        line.Other = first;
        if (other.Other < 0)
            other.Other = number;
    }

    /// <summary>The number of the first line of a unique identifier, or -1.</summary>
    public int FindLine(Hash128 uniqueId)
    {
        var entry = Ledger?.Find(uniqueId) ?? -1;
        return entry < 0 ? _strangers.Find(uniqueId) : Ledger![entry].FirstLine - 1;
    }

    public void Dispose() => Spool.Dispose();
}
