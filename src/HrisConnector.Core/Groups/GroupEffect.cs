using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Groups;

/// <summary>What a change of groups comes to, with what the platform does of itself.</summary>
/// <param name="Given">The ids of the groups in which the user is a learner only since.</param>
/// <param name="Taken">The ids of the groups in which the user is a learner no longer.</param>
internal sealed record GroupEffect(IReadOnlyList<string> Given, IReadOnlyList<string> Taken)
{
    /// <summary>Nothing.</summary>
    public static GroupEffect None { get; } = new(Array.Empty<string>(), Array.Empty<string>());

    public bool IsEmpty => Given.Count == 0 && Taken.Count == 0;
}
