namespace HrisConnector.Core.Intake.Sftp;

/// <summary>What stands under a path of the server.</summary>
internal enum RemoteKind
{
    /// <summary>A pipe, a device, a socket.</summary>
    Other,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link.</summary>
    Link,
}
