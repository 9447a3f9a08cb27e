using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HrisConnector.Benchmarks;

/// <summary>A line of the output: medians of all rounds, the highest peak, and the ratios of the seconds to those of other measurements.</summary>
internal sealed record Result(string Scenario, string Measurement, long Rows, double Seconds, double ProcessorSeconds, long RowsPerSecond, long PeakMegabytes)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public double? FloorSeconds { get; init; }

    public double? TimesFloor { get; init; }

    /// <summary>The measurement that <see cref="TimesBase"/> is about.</summary>
    public string? Base { get; init; }

    public double? TimesBase { get; init; }

    public static Result Of(string scenario, string measurement, long rows, IReadOnlyList<Reading> readings)
    {
        var seconds = SecondsOf(readings);
        return new Result(
            scenario, measurement, rows, Math.Round(seconds, 3), Math.Round(Median(readings.Select(reading => reading.ProcessorSeconds)), 3),
            (long)(rows / seconds), readings.Max(reading => reading.PeakBytes) / 1_000_000);
    }

    public static double SecondsOf(IReadOnlyList<Reading> readings) => Median(readings.Select(reading => reading.Seconds));

    public void Print() => Console.WriteLine(JsonSerializer.Serialize(this, Format));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
