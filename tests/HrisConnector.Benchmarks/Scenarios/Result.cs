using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrisConnector.Benchmarks.Measuring;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>A line of the output: the medians of all rounds and the highest peak. Ratios are of seconds.</summary>
internal sealed record Result(string Core, string Scenario, string Measurement, long Rows, double Seconds, double ProcessorSeconds, long RowsPerSecond, double PeakMegabytes)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public double? FloorSeconds { get; init; }

    public double? TimesFloor { get; init; }

    /// <summary>The measurement that <see cref="TimesBase"/> is about.</summary>
    public string? Base { get; init; }

    public double? TimesBase { get; init; }

    /// <summary>To the same measurement on the core's net8.0 build.</summary>
    public double? TimesNet8 { get; init; }

    /// <summary>To the same measurement with fewer rows.</summary>
    public double? TimesSmaller { get; init; }

    /// <summary>How many times as many rows it has as that one.</summary>
    public double? TimesRows { get; init; }

    /// <summary>The memory that rows cost: of the peak, what is above that of the smallest size.</summary>
    public double? BytesPerRow { get; init; }

    public static Result Of(string scenario, string measurement, long rows, IReadOnlyList<Reading> readings) => new(
        Build.Name, scenario, measurement, rows, Math.Round(SecondsOf(readings), 3), Math.Round(Median(readings.Select(reading => reading.ProcessorSeconds)), 3),
        (long)(rows / SecondsOf(readings)), Math.Round(PeakOf(readings) / 1e6, 1));

    public static double SecondsOf(IReadOnlyList<Reading> readings) => Median(readings.Select(reading => reading.Seconds));

    public static long PeakOf(IReadOnlyList<Reading> readings) => readings.Max(reading => reading.PeakBytes);

    public static double Ratio(IReadOnlyList<Reading> readings, IReadOnlyList<Reading> to) => Math.Round(SecondsOf(readings) / SecondsOf(to), 2);

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Format));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
