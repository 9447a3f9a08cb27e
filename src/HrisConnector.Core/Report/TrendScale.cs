using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Report;

/// <summary>How high the bars of a chart are. The first import of a company is a thousand times as high as the days after it: when a few bars would make
/// specks of all others, the axis ends at the others, and the few are cut off and say their figure.</summary>
internal sealed class TrendScale
{
    private const double TooHigh = 4; // times what nine of ten runs stay under

    private static readonly int[] Steps = [1, 2, 4, 6, 8, 10]; // their halves are whole

    public TrendScale(IEnumerable<long> totals)
    {
        var ordered = totals.OrderBy(total => total).ToArray();
        var highest = ordered.Length == 0 ? 0 : ordered[ordered.Length - 1];
        var usual = ordered.Length == 0 ? 0 : ordered[(ordered.Length - 1) * 9 / 10];
        Top = RoundUp(usual > 0 && highest > usual * TooHigh ? usual * 1.5 : highest);
    }

    /// <summary>The value at the end of the axis.</summary>
    public long Top { get; }

    /// <summary>Whether a bar is higher than the axis.</summary>
    public bool IsCut(long total) => total > Top;

    /// <summary>What part of the axis a value takes, from 0 to 1.</summary>
    public double Part(long value) => Math.Min(1, value / (double)Top);

    private static long RoundUp(double value)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (var step in Steps)
            {
                if (step * power >= value)
                    return Math.Max(2, step * power);
            }
        }
    }
}
