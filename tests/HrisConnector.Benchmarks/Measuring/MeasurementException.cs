using System;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>A measurement failed; what it wrote to the error stream says why.</summary>
internal sealed class MeasurementException(string message) : Exception(message);
