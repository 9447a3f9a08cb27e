namespace HrisConnector.Benchmarks.Measuring;

/// <summary>What a measurement says of itself, as its process prints it.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">User and system time of all threads.</param>
/// <param name="PeakBytes">The peak of its resident memory.</param>
internal sealed record Reading(double Seconds, double ProcessorSeconds, long PeakBytes);
