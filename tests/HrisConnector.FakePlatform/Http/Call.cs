using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using HrisConnector.FakePlatform.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HrisConnector.FakePlatform.Http;

/// <summary>A request that was let in, with the company that it acts on.</summary>
internal sealed partial class Call(HttpRequest http, RecordedRequest request, FakePlatform platform, Company company)
{
    public Company Company { get; } = company;

    public FakePlatformOptions Options => platform.Options;

    public AccessTokens Tokens => platform.Tokens;

    public FaultList Faults => platform.Faults;

    public Uri BaseUri => platform.BaseUri;

    public RecordedRequest Request { get; } = request;

    public DateTimeOffset Now => platform.Options.Clock.GetUtcNow();

    /// <summary>The body, which must be a JSON object.</summary>
    public JsonBody Body() => JsonBody.Parse(Request.Body);

    /// <summary>A word of the path.</summary>
    public string PathWord(string name) => (string)http.HttpContext.GetRouteValue(name)!;

    /// <summary>An id of the path, in lower case.</summary>
    public string PathId(string name)
    {
        var value = PathWord(name);
        return ObjectIdPattern().IsMatch(value) ? value.ToLowerInvariant() : throw ApiRefusal.Malformed($"{name} is not an id.");
    }

    /// <summary>A parameter of the query; null when it is not there.</summary>
    public string? Query(string name) => http.Query.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;

    /// <summary>The query's parameters with all their values.</summary>
    public IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> AllQuery => http.Query;

    [GeneratedRegex("^[a-fA-F0-9]{24}$")]
    public static partial Regex ObjectIdPattern();
}
