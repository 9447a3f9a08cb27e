namespace HrisConnector;

/// <summary>How a check of <c>Test-HrisConfiguration</c> ended.</summary>
public enum HrisCheckStatus
{
    /// <summary>A synchronization would find everything it needs.</summary>
    Passed,

    /// <summary>A synchronization would run, and somebody should look at this all the same.</summary>
    Warning,

    /// <summary>A synchronization would fail.</summary>
    Failed,

    /// <summary>Not looked at: an earlier check failed, or the configuration does not ask for it.</summary>
    Skipped,
}
