namespace HrisConnector.Benchmarks;

/// <summary>One measurement of a scenario.</summary>
/// <param name="Measurement">Its name in <see cref="Measurements"/>.</param>
/// <param name="Base">The other measurement of the scenario that it is reported as a ratio to.</param>
internal sealed record Step(string Measurement, string? Base = null);
