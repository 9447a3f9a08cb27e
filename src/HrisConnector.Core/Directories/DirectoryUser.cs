using System.Collections.Generic;

namespace HrisConnector.Core.Directories;

/// <summary>An account of the directory.</summary>
/// <param name="Id">The directory's own identifier of it.</param>
/// <param name="User">Its values.</param>
internal sealed record DirectoryUser(string Id, HrisUser User)
{
    /// <summary>Of an archived account, the custom fields that it loses when it is reactivated: to be given back with the reactivation.</summary>
    public IReadOnlyDictionary<string, string> Lost { get; init; } = Nothing;

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
}
