namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>One answer, whole.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Link">The Link header; null when there is none.</param>
/// <param name="Location">The last part of the Location header's path; null when there is none.</param>
internal sealed record ApiResponse(int Status, byte[] Body, string? Link, string? Location)
{
    /// <summary>True when the platform did what it was asked for.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The status alone.</summary>
    public override string ToString() => $"HTTP {Status}";
}
