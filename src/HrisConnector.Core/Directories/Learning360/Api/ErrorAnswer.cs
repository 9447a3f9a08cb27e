using System;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What an answer says about a failure: <c>{"error":"code"}</c> or <c>{"error":{"code":"…","message":"…"}}</c>.</summary>
internal sealed record ErrorAnswer(string Code, string? Message)
{
    private const int MaxCode = 64;
    private const int MaxMessage = 1000;

    /// <summary>Reads an answer. One that is no such JSON, as those of a proxy in between, has the code <c>http502</c> or the like.</summary>
    public static ErrorAnswer Of(ApiResponse response)
    {
        var other = new ErrorAnswer($"http{response.Status}", null);
        try
        {
            using var json = JsonDocument.Parse(response.Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("error", out var error))
                return other;
            if (error.ValueKind == JsonValueKind.String)
                return other with { Code = CodeOr(error.GetString(), other.Code) };
            return error.ValueKind == JsonValueKind.Object ? new ErrorAnswer(CodeOr(Text(error, "code"), other.Code), Short(Text(error, "message"))) : other;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return other;
        }
    }

    private static string? Text(JsonElement error, string property) =>
        error.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A code goes into messages. What does not look like one might be a value.
    private static string CodeOr(string? code, string other) =>
        code is { Length: > 0 and <= MaxCode } && code.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-') ? code : other;

    private static string? Short(string? message) => message is { Length: > MaxMessage } ? message.Substring(0, MaxMessage) : message;
}
