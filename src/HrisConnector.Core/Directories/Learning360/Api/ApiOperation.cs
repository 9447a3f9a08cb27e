using System.Net.Http;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>One operation of the published API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path with the names of its parameters; no value is ever in it, so that messages may show it.</param>
/// <param name="Scope">The OAuth scope that the client needs; null for the operation that signs in.</param>
/// <param name="MayRepeat">Whether it may be sent again when it may have been carried out.</param>
internal sealed record ApiOperation(HttpMethod Method, string Template, string? Scope, bool MayRepeat = true)
{
    /// <summary>True when it changes nothing.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    /// <summary>Method and template, as messages name it.</summary>
    public override string ToString() => $"{Method} {Template}";
}
