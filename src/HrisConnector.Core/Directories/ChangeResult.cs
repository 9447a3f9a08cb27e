using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories;

/// <summary>What became of a change.</summary>
/// <param name="Id">The directory's identifier of the user; null when the change was refused, or when nobody knows.</param>
internal readonly record struct ChangeResult(string? Id)
{
    /// <summary>What there is to say of it: why it was refused when there is no <see cref="Id"/>, else which part of it was.</summary>
    public LineDetails Details { get; init; }

    /// <summary>The directory's own words, for what <see cref="Details"/> has no word of its own.</summary>
    public string? Remark { get; init; }

    /// <summary>True when nobody knows whether the change was made, or it was begun and cannot be finished now: it stays in the journal, and
    /// the next run looks.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True when everything is done but the manager, who does not exist yet or is not restored yet.</summary>
    public bool ManagerPending { get; init; }

    /// <summary>True when the groups are still to be changed: <see cref="IUserDirectory.ChangeGroupsAsync"/>.</summary>
    public bool GroupsPending { get; init; }
}
