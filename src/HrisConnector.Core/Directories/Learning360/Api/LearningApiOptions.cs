using System;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Where the platform is and how patient the client is with it.</summary>
/// <param name="BaseUri">The platform: https, or any scheme on a loopback address.</param>
/// <param name="ClientId">The client that signs in.</param>
internal sealed record LearningApiOptions(Uri BaseUri, string ClientId)
{
    /// <summary>How many requests that only read the platform takes in a second.</summary>
    public int ReadsPerSecond { get; init; } = 50;

    /// <summary>How many requests that change something the platform takes in a second.</summary>
    public int WritesPerSecond { get; init; } = 10;

    /// <summary>How long one request may wait for its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request is sent at most when the platform fails; answers that the client is too fast are not counted.</summary>
    public int Tries { get; init; } = 5;

    /// <summary>For how long a request is repeated while the platform fails: its pauses and its tries, not its turn in the queue.</summary>
    public TimeSpan RetryBudget { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>For how long a request is repeated while the platform says that the client is too fast.</summary>
    public TimeSpan ThrottleBudget { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long a bulk operation may wait for its turn, and then for its end.</summary>
    public TimeSpan BulkBudget { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The first pause before a request is repeated; the next ones grow.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first pause before a bulk operation is looked at again; the next ones grow up to twenty times as long.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many requests in a row must fail before the client gives up for good.</summary>
    public int FailuresInARow { get; init; } = 5;

    /// <summary>The clock of the pauses and of the token's lifetime.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
