namespace HrisConnector.FakePlatform.State;

/// <summary>An external id: what another system calls a resource of the platform.</summary>
internal sealed record Mapping(string Id, string Platform, string TargetId, string TargetType, string Value);
