using System.Collections.Generic;

namespace HrisConnector;

/// <summary>What <c>Test-HrisCsv</c> says of one users file.</summary>
public sealed class HrisCsvReport
{
    private IReadOnlyList<HrisCsvIssue> _issues = PlainIssues.Of(null);

    /// <summary>The name of the file, without its folder.</summary>
    public string File { get; set; } = "";

    /// <summary>The full path of the file.</summary>
    public string Path { get; set; } = "";

    /// <summary>True when no issue is an error: every line can be synchronized.</summary>
    public bool IsValid { get; set; }

    /// <summary>The size of the file in bytes.</summary>
    public long Size { get; set; }

    /// <summary>The delimiter in use; null when the file could not be read that far.</summary>
    public string? Delimiter { get; set; }

    /// <summary>The number of lines (CSV records) after the header.</summary>
    public long Lines { get; set; }

    /// <summary>Lines without an error whose user is active.</summary>
    public long Active { get; set; }

    /// <summary>Lines without an error whose user is inactive.</summary>
    public long Inactive { get; set; }

    /// <summary>Lines with at least one error.</summary>
    public long Invalid { get; set; }

    /// <summary>The number of issues of severity error.</summary>
    public long Errors { get; set; }

    /// <summary>The number of issues of severity warning.</summary>
    public long Warnings { get; set; }

    /// <summary>The issues in the order of their lines; at most 10,000 are kept, the counts go on.</summary>
    public IReadOnlyList<HrisCsvIssue> Issues
    {
        get => _issues;
        set => _issues = PlainIssues.Of(value);
    }

    /// <summary>How many issues were counted but not kept in <see cref="Issues"/>.</summary>
    public long IssuesOmitted { get; set; }

    /// <summary>The file and whether it is valid.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => $"{File}: {(IsValid ? "valid" : "not valid")}";
}
