namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What became of one item of a bulk operation.</summary>
internal sealed record BulkResult(MembershipAnswer? Input, string? Status, string? ErrorMessage)
{
    /// <summary>True when the item was done.</summary>
    public bool IsSuccess => Status == "success";
}
