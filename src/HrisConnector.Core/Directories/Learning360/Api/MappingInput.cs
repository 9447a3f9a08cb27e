namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A mapping as it is sent.</summary>
internal sealed record MappingInput(string Platform, string TargetId, string TargetType, string Value);
