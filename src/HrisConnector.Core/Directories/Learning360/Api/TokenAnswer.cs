using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The platform's answer to a request for an access token.</summary>
internal sealed class TokenAnswer
{
    /// <summary>The token.</summary>
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Its lifetime in seconds. The documents say a number; the platform also sends text.</summary>
    [JsonPropertyName("expires_in")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? ExpiresIn { get; init; }
}
