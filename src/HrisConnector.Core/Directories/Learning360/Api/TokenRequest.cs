using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The request for an access token.</summary>
internal sealed class TokenRequest
{
    /// <summary>The only grant that the platform knows.</summary>
    [JsonPropertyName("grant_type")]
    public string GrantType { get; } = "client_credentials";

    /// <summary>The client.</summary>
    [JsonPropertyName("client_id")]
    public required string ClientId { get; init; }

    /// <summary>The client's secret.</summary>
    [JsonPropertyName("client_secret")]
    public required string ClientSecret { get; init; }
}
