namespace HrisConnector.Core.Configuration;

/// <summary>How users come into groups (behaviour.md §5).</summary>
/// <param name="RulesFile">The full path of the rules file; null when everybody goes to the default group.</param>
/// <param name="Default">The group, by id or by full path, of whoever matches no rule; null when there is none.</param>
public sealed record GroupsConfiguration(string? RulesFile, string? Default);
