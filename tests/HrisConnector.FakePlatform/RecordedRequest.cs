using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform;

/// <summary>A request that reached the platform, and what it was answered.</summary>
public sealed class RecordedRequest
{
    private readonly Dictionary<string, string> _answerHeaders = new(StringComparer.OrdinalIgnoreCase);

    internal RecordedRequest(
        string operation, string method, string path, string query, IReadOnlyDictionary<string, string> headers, string body, DateTimeOffset at)
    {
        Operation = operation;
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
        At = at;
    }

    /// <summary>Method and path template, e.g. <c>GET /api/v2/users/{userId}</c>; method and path when the platform knows no such operation.</summary>
    public string Operation { get; }

    /// <summary>The HTTP method in capitals.</summary>
    public string Method { get; }

    /// <summary>The path as sent, without the query.</summary>
    public string Path { get; }

    /// <summary>The query as sent, with its question mark; empty without one.</summary>
    public string Query { get; }

    /// <summary>The headers; several values of one name are joined by commas. Names match without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as text; empty without one.</summary>
    public string Body { get; }

    /// <summary>When the request arrived.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The status of the answer; 0 while there is none, and for good when the connection was reset.</summary>
    public int StatusCode { get; private set; }

    /// <summary>The body of the answer as text; empty without one. It is there although a fault may have kept it from the client.</summary>
    public string AnswerBody { get; private set; } = "";

    /// <summary>The headers of the answer that the platform itself set (Link, Location, Content-Type).</summary>
    public IReadOnlyDictionary<string, string> AnswerHeaders => _answerHeaders;

    /// <inheritdoc />
    public override string ToString() => $"{Operation} → {StatusCode}";

    internal void Answered(Http.Answer answer, bool reachesTheClient)
    {
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            _answerHeaders[header.Key] = header.Value;
        }
        AnswerBody = answer.Text;
        StatusCode = reachesTheClient ? answer.Status : 0;
    }
}
