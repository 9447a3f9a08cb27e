using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Groups;

/// <summary>Groups that a user leaves and joins as a learner: first all removals, then the additions, each with what the platform
/// does of itself (<see cref="GroupTree"/>).</summary>
/// <param name="Remove">The ids of groups to leave.</param>
/// <param name="Add">The ids of groups to join.</param>
internal sealed record GroupChange(IReadOnlyList<string> Remove, IReadOnlyList<string> Add)
{
    /// <summary>Nothing.</summary>
    public static GroupChange None { get; } = new(Array.Empty<string>(), Array.Empty<string>());

    public bool IsEmpty => Remove.Count == 0 && Add.Count == 0;
}
