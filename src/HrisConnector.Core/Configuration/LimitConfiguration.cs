namespace HrisConnector.Core.Configuration;

/// <summary>A safety limit: it is passed when both its percentage and its count are (configuration.md).</summary>
/// <param name="Percent">The share of the connector's users, in percent; null when the share does not matter.</param>
/// <param name="Count">The number of users; null when the number does not matter.</param>
public sealed record LimitConfiguration(double? Percent, long? Count);
