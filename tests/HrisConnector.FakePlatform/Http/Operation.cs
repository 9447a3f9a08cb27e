using System;

namespace HrisConnector.FakePlatform.Http;

/// <summary>An operation of the API: how it is addressed, what a client must be allowed, and what it does.</summary>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Template">The path with its parameters in braces.</param>
/// <param name="Scope">The OAuth scope that it requires; null for the one operation that needs no token.</param>
/// <param name="Handle">What it does. Runs alone: no other request or lookup sees the state meanwhile.</param>
internal sealed record Operation(string Method, string Template, string? Scope, Func<Call, Answer> Handle)
{
    public string Name { get; } = Method + " " + Template;

    /// <summary>The documents name no rate limit for creating a bulk operation: the number of those at once is limited instead.</summary>
    public bool IsRateLimited => Scope is not null and not "groups:bulk";

    public bool IsRead => Method == "GET";
}
