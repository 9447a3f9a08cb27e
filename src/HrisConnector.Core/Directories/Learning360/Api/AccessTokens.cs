using System;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The access token: taken when it is needed, by one request for all that wait for it, and renewed some minutes before it ends.</summary>
internal sealed class AccessTokens(string clientId, Func<Secret> clientSecret, Func<ApiRequest, CancellationToken, Task<ApiResponse>> send, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Token? _token;

    /// <summary>A token that lives long enough for a request.</summary>
    /// <exception cref="LearningApiException">The platform refuses, fails, or answers with something that is no token.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (_token is { } token && token.IsFresh(clock))
            return token.Text;
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is not { } renewed || !renewed.IsFresh(clock))
                _token = renewed = await TakeAsync(cancellationToken).ConfigureAwait(false);
            return renewed.Text;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The platform does not accept a token any more. Another one may have been taken since: that one stays.</summary>
    public void Reject(string? rejected)
    {
        if (_token is { } token && token.Text == rejected)
            _token = null;
    }

    public void Dispose() => _one.Dispose();

    private async Task<Token> TakeAsync(CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        var body = JsonSerializer.SerializeToUtf8Bytes(new TokenRequest { ClientId = clientId, ClientSecret = clientSecret().Reveal() }, ApiJson.Default.TokenRequest);
        var response = await send(new ApiRequest(ApiOperations.Token, ApiOperations.Token.Template, body), cancellationToken).ConfigureAwait(false);
        var answer = Read(response);

        // What cannot stand in a header would be told by the library's exception.
        if (answer?.AccessToken is not { Length: > 0 } text || text.Any(c => c is <= ' ' or > '~'))
            throw new LearningApiException(ApiOperations.Token, "answer", response.Status);
        var lifetime = answer.ExpiresIn is > 0 and < 31_536_000 and { } seconds ? TimeSpan.FromSeconds(seconds) : UsualLifetime;
        var margin = lifetime < Margin + Margin ? TimeSpan.FromTicks(lifetime.Ticks / 4) : Margin;
        return new Token(text, asked, lifetime - margin);
    }

    // The reader's own exception quotes what it stumbles over, and that may be the token.
    private static TokenAnswer? Read(ApiResponse response)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body, ApiJson.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Token(string text, long asked, TimeSpan use)
    {
        public string Text => text;

        public bool IsFresh(TimeProvider clock) => clock.GetElapsedTime(asked) < use;
    }
}
