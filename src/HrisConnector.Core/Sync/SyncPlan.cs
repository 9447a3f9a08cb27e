using System;
using System.Collections.Generic;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>What a run is about to do: a few bytes for every line, and the changes in a spool.</summary>
internal sealed class SyncPlan : IDisposable
{
    public SyncPlan(PlanSpool spool)
    {
        Spool = spool;
        UniqueIds = new HashIndex(line => Lines[line].UniqueId);
        Emails = new HashIndex(line => Lines[line].Email);
    }

    public ChunkedList<LinePlan> Lines { get; } = new();

    /// <summary>The first line of each unique identifier.</summary>
    public HashIndex UniqueIds { get; }

    /// <summary>The first line of each e-mail address that is claimed; the others follow by <see cref="LinePlan.NextSameEmail"/>.</summary>
    public HashIndex Emails { get; }

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

    /// <summary>True when some line does not say whom it is about.</summary>
    public bool HasUnreadableLines { get; set; }

    /// <summary>The ledger before the run, when earlier runs that did not end have made changes that no log tells yet.</summary>
    public LedgerIndex? Unlogged { get; set; }

    /// <summary>Users whom such a run archived because the file lacks them.</summary>
    public long UnloggedMissing { get; set; }

    /// <summary>True when there are group rules: then the lines that none of them takes are counted.</summary>
    public bool HasGroupRules { get; set; }

    /// <summary>What rules are in charge of from this run on; null when that is as before.</summary>
    public GroupTakeover? GroupTakeover { get; set; }

    /// <summary>Adds the line at which a reader stands.</summary>
    public ref LinePlan AddLine(CsvLineReader reader)
    {
        ref var line = ref Lines.Add();
        line.LineNumber = (int)Math.Min(reader.LineNumber, int.MaxValue);
        line.NextSameEmail = line.Other = -1;
        return ref line;
    }

    /// <summary>Enters a line by its unique identifier. Lines that share one are all refused (behaviour.md §4).</summary>
    public void AddUniqueId(int number)
    {
        ref var line = ref Lines[number];
        var first = UniqueIds.FindOrAdd(line.UniqueId, number);
        if (first == number)
            return;
        ref var other = ref Lines[first];
        line.Details |= LineDetails.UserAlreadyExists;
        other.Details |= LineDetails.UserAlreadyExists;
        line.Other = first;
        if (other.Other < 0)
            other.Other = number;
    }

    public void Dispose() => Spool.Dispose();
}
