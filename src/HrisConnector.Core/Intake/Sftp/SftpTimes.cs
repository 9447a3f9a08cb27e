using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>How long to wait for what.</summary>
internal sealed record SftpTimes
{
    /// <summary>What a synchronization uses.</summary>
    public static SftpTimes Standard { get; } = new();

    /// <summary>For a connection, from its first packet to the end of signing in.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the next sign of life of a server that was asked something.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two signs of life of ours, so that no firewall forgets the connection.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For how long a young file must not change before it is taken for whole.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Before each further try; so there is one try more than there are pauses (behaviour.md §3).</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)];
}
