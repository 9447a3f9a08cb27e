namespace HrisConnector.Core.Configuration;

/// <summary>A group of the embedded directory.</summary>
/// <param name="Path">The full path, e.g. <c>Company/Sales</c>.</param>
/// <param name="Public">True when its members are members of the parent too.</param>
public sealed record GroupConfiguration(string Path, bool Public);
