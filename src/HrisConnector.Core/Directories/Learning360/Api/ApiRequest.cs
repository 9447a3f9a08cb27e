namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>One request.</summary>
/// <param name="Operation">What it asks for.</param>
/// <param name="Path">The path and the query, escaped. It may hold personal data, so no message shows it.</param>
/// <param name="Body">The JSON body; null for none.</param>
internal sealed record ApiRequest(ApiOperation Operation, string Path, byte[]? Body = null)
{
    /// <summary>The operation alone.</summary>
    public override string ToString() => Operation.ToString();
}
