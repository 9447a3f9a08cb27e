namespace HrisConnector.FakePlatform;

/// <summary>An external id as the platform held it when it was looked up.</summary>
/// <param name="Id">The mapping's own id.</param>
/// <param name="Platform">The system that the value comes from.</param>
/// <param name="TargetId">The id of the platform's resource.</param>
/// <param name="TargetType">The type of that resource, e.g. <c>user</c>.</param>
/// <param name="Value">What the other system calls it.</param>
public sealed record PlatformMapping(string Id, string Platform, string TargetId, string TargetType, string Value);
