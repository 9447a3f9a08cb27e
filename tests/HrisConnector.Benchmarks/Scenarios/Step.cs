using System;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>One measurement of a scenario.</summary>
/// <param name="Measurement">Its name in <see cref="Measuring.Measurements"/> or <see cref="Measuring.ShellScripts"/>.</param>
internal sealed record Step(string Measurement)
{
    /// <summary>The measurement than which nothing can be faster; null for such a one.</summary>
    public string? Floor { get; init; }

    /// <summary>Another measurement that it is reported as a ratio to.</summary>
    public string? Base { get; init; }

    /// <summary>How many rows it has, of those of the scenario: all of them.</summary>
    public Func<int, long> Count { get; init; } = rows => rows;
}
