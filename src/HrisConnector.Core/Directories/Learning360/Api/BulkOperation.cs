namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>How far a bulk operation is.</summary>
internal sealed record BulkOperation(string? Status, string? ErrorMessage)
{
    /// <summary>True when all items were worked on.</summary>
    public bool IsCompleted => Status == "completed";

    /// <summary>True when the operation gave up; some items may have been worked on.</summary>
    public bool IsFailed => Status == "error";
}
