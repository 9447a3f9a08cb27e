namespace HrisConnector.Core.Groups;

/// <summary>A group of a directory.</summary>
/// <param name="Id">The directory's own identifier of it.</param>
/// <param name="Path">The full path.</param>
/// <param name="IsPublic">True when its members are members of the parent too.</param>
internal sealed record Group(string Id, string Path, bool IsPublic)
{
    /// <summary>The identifier of the group above; null when the path says it, or there is none.</summary>
    public string? ParentId { get; init; }
}
