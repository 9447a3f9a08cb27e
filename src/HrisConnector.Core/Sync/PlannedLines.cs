using System;
using System.Collections.Generic;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>Reads a processed file again for the lines that one looks for, beside what the plan knows of them.</summary>
internal static class PlannedLines
{
    /// <summary>How many lines of the plan are looked for. The file is not read.</summary>
    public static long Count(SyncPlan plan, Func<LinePlan, bool> isWanted)
    {
        var count = 0L;
        for (var number = 0; number < plan.Lines.Count; number++)
            count += isWanted(plan.Lines[number]) ? 1 : 0;
        return count;
    }

    /// <summary>The lines that are looked for, in the order of the file, which is read no further than to the last of them and
    /// not opened when there is none.</summary>
    /// <returns>The number of each line in the plan, and the one reader, which stands on that line until the next is asked for.</returns>
    public static IEnumerable<(int Number, CsvLineReader Reader)> Find(SyncPlan plan, UsersFileView users, Func<LinePlan, bool> isWanted)
    {
        var left = Count(plan, isWanted);
        if (left == 0)
            yield break;
        using var reader = users.Open();
        for (var number = 0; left > 0 && reader.Read(); number++)
        {
            if (!isWanted(plan.Lines[number]))
                continue;
            left--;
            yield return (number, reader);
        }
    }
}
