namespace HrisConnector.Core.Configuration;

/// <summary>Where the users files come from (behaviour.md §2).</summary>
/// <param name="Folder">The full path of the folder; null when the source is an SFTP server or none is configured.</param>
/// <param name="FileName">A name or a wildcard.</param>
/// <param name="AfterSync">What becomes of a file after its synchronization; a failed one always stays.</param>
/// <param name="ArchivePath">The full path of the archive folder; on an SFTP server a path there, from the root or from the folder of the files.</param>
/// <param name="RetentionDays">After how many days archived files are deleted; null keeps them.</param>
public sealed record SourceConfiguration(
    string? Folder,
    string FileName,
    AfterSync AfterSync,
    string? ArchivePath,
    int? RetentionDays)
{
    /// <summary>The default name of a users file, for <c>.csv</c> and <c>.tsv</c>.</summary>
    public const string DefaultFileName = "hris-360learning.*";

    /// <summary>The SFTP server; null when the source is a folder or none is configured.</summary>
    public SftpConfiguration? Sftp { get; init; }

    /// <summary>No source.</summary>
    public static SourceConfiguration None { get; } = new(null, DefaultFileName, AfterSync.Leave, null, null);
}
