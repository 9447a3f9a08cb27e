namespace HrisConnector.Core.Configuration;

/// <summary>What becomes of a file of the configured source after its synchronization.</summary>
public enum AfterSync
{
    /// <summary>It stays where it is.</summary>
    Leave,

    /// <summary>It moves to the archive folder.</summary>
    Archive,

    /// <summary>It is deleted.</summary>
    Delete,
}
