using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>Stops an undo before its first write when some users cannot simply be taken back.</summary>
internal static class UndoConflicts
{
    /// <summary>Finds out whether anybody is in the way; then nobody else is to be taken back either, and the plan says so.</summary>
    /// <returns>The failure, or null.</returns>
    public static HrisException? Find(SyncPlan plan, HrisSync run)
    {
        var changed = PlannedLines.Count(plan, (in line) => (line.Details & LineDetails.ChangedSince) != 0);
        var gone = PlannedLines.Count(plan, (in line) => (line.Details & LineDetails.NoLongerThere) != 0);
        var taken = PlannedLines.Count(plan, (in line) => (line.Details & LineDetails.Duplicates) != 0);
        if (changed + gone + taken == 0)
            return null;
        for (var number = 0; number < plan.Lines.Count; number++)
            plan.Lines[number].Flags |= LineFlags.Dropped;

        var reasons = new List<string>();
        if (changed > 0)
            reasons.Add($"{Users(changed)} changed since {By(plan, changed)}");
        if (gone > 0)
            reasons.Add($"{Users(gone)} no longer in the directory");
        if (taken > 0)
            reasons.Add($"the e-mail address or the unique identifier of {taken} belongs to somebody else by now");
        return new HrisException(
            HrisErrors.UsersChangedSince,
            $"Synchronization {run.Id} changed {plan.Lines.Count} users, and cannot be taken back as a whole: {string.Join("; ", reasons)}. Nothing was taken back",
            run.Id);
    }

    private static string Users(long count) => count == 1 ? "1 user was" : $"{count} users were";

    private static string By(SyncPlan plan, long changed)
    {
        var runs = plan.LaterRuns.Values.Distinct().OrderBy(run => run).ToArray();
        var known = runs.Length == 0 ? null : $"by synchronization {string.Join(", ", runs.Select(run => run.ToString(CultureInfo.InvariantCulture)))}";
        var others = plan.LaterRuns.Count < changed ? "not by a synchronization of this connector" : null;
        return known is null ? others! : others is null ? known : $"{known}, others {others}";
    }
}
