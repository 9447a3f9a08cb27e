namespace HrisConnector;

/// <summary>How a synchronization stands or ended (behaviour.md §6). People see it as <em>Running</em>, <em>Successful</em>,
/// <em>Successful with error(s)</em> and <em>Failed</em>.</summary>
public enum HrisSyncStatus
{
    /// <summary>The synchronization has begun and has not ended.</summary>
    Running = 0,

    /// <summary>Executed without errors.</summary>
    Success = 1,

    /// <summary>Executed, and at least one line has an error or a detail to look at.</summary>
    Warning = 2,

    /// <summary>Not executed, or interrupted; <see cref="HrisSync.Logs"/> says why.</summary>
    Error = 3,
}
