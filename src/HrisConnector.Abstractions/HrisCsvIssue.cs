namespace HrisConnector;

/// <summary>One thing that <c>Test-HrisCsv</c> found in a users file.</summary>
public sealed class HrisCsvIssue
{
    /// <summary>The physical line on which the record begins, from 1 (the header's line included); null when the issue is about the whole file.</summary>
    public long? Line { get; set; }

    /// <summary>The header of the column concerned; null when the issue is about the whole line or file.</summary>
    public string? Column { get; set; }

    /// <summary>The line's unique identifier as the file has it; null when it has none or could not be read.</summary>
    public string? UniqueId { get; set; }

    /// <summary>How much the issue weighs.</summary>
    public HrisIssueSeverity Severity { get; set; }

    /// <summary>A stable word for the kind of issue, e.g. <c>userWithoutMail</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>What is wrong and what to do.</summary>
    public string Message { get; set; } = "";

    /// <summary>The line, the severity and the message.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => Line is null ? $"{Severity}: {Message}" : $"Line {Line}: {Severity}: {Message}";
}
