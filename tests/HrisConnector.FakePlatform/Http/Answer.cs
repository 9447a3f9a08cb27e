using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrisConnector.FakePlatform.Http;

/// <summary>What a request is answered: a status, headers, and a body that is JSON or, when a gateway speaks, plain text.</summary>
internal sealed record Answer(int Status, string Text = "", string? ContentType = null)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Dictionary<string, string> _headers = [];

    public IReadOnlyDictionary<string, string> Headers => _headers;

    public static Answer NoContent { get; } = new(204);

    public static Answer Json(int status, JsonNode body) => new(status, body.ToJsonString(Plain), "application/json");

    public static Answer Ok(JsonNode body) => Json(200, body);

    /// <summary>An error as the platform's API v2 writes most of them: a code and a message for people.</summary>
    public static Answer Error(int status, string code, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>An error of the platform's front door: a word alone.</summary>
    public static Answer ErrorWord(int status, string word, string? description = null)
    {
        var body = new JsonObject { ["error"] = word };
        if (description != null)
        {
            body["error_description"] = description;
        }
        return Json(status, body);
    }

    public Answer With(string header, string value)
    {
        var answer = new Answer(Status, Text, ContentType);
        foreach (KeyValuePair<string, string> known in _headers)
        {
            answer._headers[known.Key] = known.Value;
        }
        answer._headers[header] = value;
        return answer;
    }
}
