namespace HrisConnector;

/// <summary>One thing that <c>Test-HrisConfiguration</c> tried for real.</summary>
public sealed class HrisConfigurationCheck
{
    /// <summary>What was tried, in this order: <c>Configuration</c>, <c>Source</c>, <c>HostKey</c>, <c>Credentials</c>, <c>File</c>, <c>Archive</c>,
    /// <c>EncryptionKey</c>, <c>MailServer</c>, <c>Store</c>, <c>DiskSpace</c>, <c>Directory</c>, <c>Groups</c>.</summary>
    public string Check { get; set; } = "";

    /// <summary>How it ended.</summary>
    public HrisCheckStatus Status { get; set; }

    /// <summary>What was found. It holds no personal data and no secret.</summary>
    public string Message { get; set; } = "";

    /// <summary>What to do about it; empty when there is nothing to do.</summary>
    public string Remedy { get; set; } = "";

    /// <summary>The check, its status and the message.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => $"{Check}: {Status}: {Message}";
}
