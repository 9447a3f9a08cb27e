namespace HrisConnector.Core.Configuration;

/// <summary>One fault of a configuration file.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Message">What is wrong, with the name of the property.</param>
internal sealed record ConfigurationFault(int Line, string Message);
