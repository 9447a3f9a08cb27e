using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>The lines of a plan that one looks for. Those of a large file are looked at by several threads.</summary>
internal static class PlannedLines
{
    private const int WorthAThread = 50_000;

    /// <summary>How many lines of the plan are looked for. The file is not read.</summary>
    public static long Count(SyncPlan plan, LineFilter isWanted)
    {
        var count = 0L;
        foreach (var some in InStretches(plan.Lines.Count, (from, to) => Count(plan, isWanted, from, to)))
            count += some;
        return count;
    }

    /// <summary>The numbers of the lines that are looked for, in the order of the file, which is not read.</summary>
    public static List<int> NumbersOf(SyncPlan plan, LineFilter isWanted)
    {
        var numbers = new List<int>();
        foreach (var some in InStretches(plan.Lines.Count, (from, to) => NumbersOf(plan, isWanted, from, to)))
            numbers.AddRange(some);
        return numbers;
    }

    /// <summary>Reads a processed file again for the lines that one looks for, in the order of the file, beside what the plan knows of them. It is read
    /// no further than to the last of them and not opened when there is none.</summary>
    /// <returns>The number of each line in the plan, and the one reader, which stands on that line until the next is asked for.</returns>
    public static IEnumerable<(int Number, CsvLineReader Reader)> Find(SyncPlan plan, UsersFileView users, LineFilter isWanted)
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

    [MethodImpl(HotPath.Options)]
    private static long Count(SyncPlan plan, LineFilter isWanted, int from, int to)
    {
        var count = 0L;
        for (var number = from; number < to; number++)
            count += isWanted(plan.Lines[number]) ? 1 : 0;
        return count;
    }

    [MethodImpl(HotPath.Options)]
    private static List<int> NumbersOf(SyncPlan plan, LineFilter isWanted, int from, int to)
    {
        var numbers = new List<int>();
        for (var number = from; number < to; number++)
        {
            if (isWanted(plan.Lines[number]))
                numbers.Add(number);
        }

        return numbers;
    }

    private static T[] InStretches<T>(int lines, Func<int, int, T> ofStretch)
    {
        var stretches = Math.Min(Environment.ProcessorCount, 1 + lines / WorthAThread);
        int Start(int stretch) => (int)((long)lines * stretch / stretches);
        var results = new T[stretches];
        void Look(int stretch) => results[stretch] = ofStretch(Start(stretch), Start(stretch + 1));
        var others = Enumerable.Range(1, stretches - 1).Select(stretch => Task.Run(() => Look(stretch))).ToArray();
        Look(0);
        Task.WaitAll(others);
        return results;
    }
}
