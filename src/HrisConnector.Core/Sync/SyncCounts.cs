using System.Runtime.CompilerServices;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>The counts of a run, by the table of behaviour.md §4.</summary>
internal sealed record SyncCounts
{
    public long Lines { get; private set; }

    public long Created { get; private set; }

    public long Updated { get; private set; }

    public long Archived { get; private set; }

    public long Duplicate { get; private set; }

    public long Ignored { get; private set; }

    /// <summary>Users that no group rule takes, whatever else became of their line; null without group rules.</summary>
    public long? NoGroupsMatch { get; private set; }

    public long Unchanged { get; private set; }

    public bool HasWarnings { get; private set; }

    /// <summary>Counts a plan: what was done, or what would be.</summary>
    [MethodImpl(HotPath.Options)]
    public static SyncCounts Of(SyncPlan plan)
    {
        var counts = new SyncCounts { Lines = plan.Lines.Count, Archived = plan.MissingUsers.Count + plan.UnloggedMissing, NoGroupsMatch = plan.HasGroupRules ? 0 : null };
        for (var number = 0; number < plan.Lines.Count; number++)
            counts.Count(plan.Lines[number]);
        return counts;
    }

    /// <summary>The counts of a run that has applied nothing yet.</summary>
    public static SyncCounts NothingOf(SyncPlan plan) => new() { Lines = plan.Lines.Count, NoGroupsMatch = plan.HasGroupRules ? 0 : null };

    /// <summary>Counts an applied change.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="line">The number of its line; -1 for a user whom the file lacks.</param>
    public void Add(SyncPlan plan, int line)
    {
        if (line < 0)
            Archived++;
        else
            Count(plan.Lines[line]);
    }

    [MethodImpl(HotPath.Options)]
    private void Count(in LinePlan line)
    {
        HasWarnings |= LineOutcome.IsWarning(line);
        if (LineOutcome.IsWithoutGroups(line))
            NoGroupsMatch++;
        switch (LineOutcome.StatusOf(line))
        {
            case HrisImportStatus.UserCreated:
                Created++;
                break;
            case HrisImportStatus.UserUpdated:
                Updated++;
                break;
            case HrisImportStatus.UserArchived:
                Archived++;
                break;
            case HrisImportStatus.CustomFieldSyncIssue or HrisImportStatus.NoGroupsMatch when line.Kind == ChangeKind.Update:
                Updated++;
                break;
            case HrisImportStatus.CustomFieldSyncIssue or HrisImportStatus.NoGroupsMatch:
                Created++;
                break;
            case HrisImportStatus.DuplicateUser:
                Duplicate++;
                break;
            case HrisImportStatus.NoActionDone when (line.Details & (LineDetails.OutsidePerimeter | LineDetails.NotTakenBack)) == 0:
                Unchanged++;
                break;
            default:
                Ignored++;
                break;
        }
    }
}
