using System.Globalization;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Sync;

/// <summary>Stops a run before its first write when it would change too much (behaviour.md §7).</summary>
internal static class SafetyLimits
{
    /// <summary>Checks a plan.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="counts">What the run would do.</param>
    /// <param name="activeBefore">The active users of the connector.</param>
    /// <param name="previousLines">The lines of the last good file of the same name; null when there was none.</param>
    /// <param name="target">What the error is about.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.SafetyThresholdExceeded"/>.</exception>
    public static void Check(LimitsConfiguration limits, SyncCounts counts, long activeBefore, long? previousLines, object target)
    {
        Check(limits.Archived, counts.Archived, activeBefore, "archived", target);
        Check(limits.Updated, counts.Updated, activeBefore, "updated", target);
        Check(limits.Created, counts.Created, activeBefore, "created", target);
        if (previousLines is not { } previous || limits.Shrink is not { } shrink)
            return;
        var lost = previous - counts.Lines;
        if (IsPassed(shrink, lost, previous))
        {
            throw new HrisException(
                HrisErrors.SafetyThresholdExceeded,
                $"Safety threshold exceeded: the file has {counts.Lines} lines and the last good one had {previous} ({Percent(lost, previous)} % fewer), the limit is {Text(shrink)}",
                target);
        }
    }

    private static void Check(LimitConfiguration? limit, long users, long all, string what, object target)
    {
        if (limit is not null && IsPassed(limit, users, all))
        {
            throw new HrisException(
                HrisErrors.SafetyThresholdExceeded,
                $"Safety threshold exceeded: {users} of {all} users ({Percent(users, all)} %) would be {what}, the limit is {Text(limit)}",
                target);
        }
    }

    // A limit is passed when both its percentage and its count are; of nobody, anybody is more than any share.
    private static bool IsPassed(LimitConfiguration limit, long users, long all) =>
        users > 0
        && (limit.Percent is not { } percent || all == 0 || users * 100.0 / all > percent)
        && (limit.Count is not { } count || users > count);

    private static string Percent(long users, long all) =>
        (all == 0 ? 100 : users * 100.0 / all).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(LimitConfiguration limit) => (limit.Percent, limit.Count) switch
    {
        ({ } percent, { } count) => $"{percent.ToString("0.##", CultureInfo.InvariantCulture)} % and {count}",
        ({ } percent, null) => $"{percent.ToString("0.##", CultureInfo.InvariantCulture)} %",
        _ => limit.Count.GetValueOrDefault().ToString(CultureInfo.InvariantCulture),
    };
}
