using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>What the plan must know of every line, without a string: who it is about, what it asks, whether it says the same as last time.</summary>
internal struct MappedLine
{
    /// <summary>The key of the unique identifier; <see cref="Hash128.None"/> when blank.</summary>
    public Hash128 UniqueId;

    /// <summary>The key of the e-mail address; <see cref="Hash128.None"/> when blank.</summary>
    public Hash128 Email;

    /// <summary>The key of the manager's unique identifier; <see cref="Hash128.None"/> when blank or not mapped.</summary>
    public Hash128 Manager;

    /// <summary>The faults of the line itself.</summary>
    public LineDetails Details;

    /// <summary>True for an active user.</summary>
    public bool Active;
}
