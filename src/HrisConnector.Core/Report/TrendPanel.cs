using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Report;

/// <summary>One of the diagrams of the chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Top">Where it begins in the drawing.</param>
/// <param name="Height">How high it is there.</param>
/// <param name="Series">What its bars are made of, from below.</param>
internal sealed record TrendPanel(string Name, double Top, double Height, IReadOnlyList<TrendSeries> Series)
{
    /// <summary>Where its bars stand.</summary>
    public double Bottom => Top + Height;

    /// <summary>How high a run's bar is, in users.</summary>
    public long Total(HrisSync run) => Series.Sum(series => series.Value(run));
}
