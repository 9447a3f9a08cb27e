using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>A custom field of users or of contents; without authorized values every value of its type will do.</summary>
internal sealed record CustomField(string Id, string Name, string TargetType, string Type, IReadOnlyList<string> AuthorizedValues);
