namespace HrisConnector.Core.Configuration;

/// <summary>The safety limits before the first write (behaviour.md §7); null switches one off.</summary>
/// <param name="Archived">Users to be archived.</param>
/// <param name="Updated">Users to be updated.</param>
/// <param name="Created">Users to be created.</param>
/// <param name="Shrink">Lines fewer than in the last good file of the same name.</param>
public sealed record LimitsConfiguration(
    LimitConfiguration? Archived,
    LimitConfiguration? Updated,
    LimitConfiguration? Created,
    LimitConfiguration? Shrink)
{
    /// <summary>More than 10 % and more than 10 users archived, or a file less than half as long as before.</summary>
    public static LimitsConfiguration Default { get; } = new(new(10, 10), null, null, new(50, null));
}
