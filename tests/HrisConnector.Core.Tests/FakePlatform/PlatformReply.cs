using System.Text.Json.Nodes;

namespace HrisConnector.Core.Tests.Platform;

/// <summary>What the fake platform answered.</summary>
internal sealed record PlatformReply(int Status, JsonNode? Body, string? Link, string? Location)
{
    /// <summary>The id of the resource in the body.</summary>
    public string Id => (string)Body!["_id"]!;

    /// <summary>Status and error code, e.g. <c>400 mailInvalid</c>; the status alone for an answer that is no error.</summary>
    public string Outcome => Body is JsonObject body && body["error"] is { } error
        ? $"{Status} {(error is JsonObject details ? details["code"] : error)}" : $"{Status}";

    /// <summary>The address of the next page; null on the last one.</summary>
    public string? NextPage => Link?[(Link.IndexOf('<') + 1)..Link.IndexOf('>')];
}
