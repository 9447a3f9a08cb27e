using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;

namespace HrisConnector.FakePlatform.Http;

/// <summary>The access tokens that were given out and are still good.</summary>
internal sealed class AccessTokens(FakePlatformOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _expiries = [];

    public string Issue()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        lock (_gate)
        {
            _expiries[token] = options.Clock.GetUtcNow() + options.TokenLife;
        }
        return token;
    }

    public bool IsGood(string? authorization)
    {
        if (authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }
        lock (_gate)
        {
            return _expiries.TryGetValue(authorization["Bearer ".Length..].Trim(), out DateTimeOffset expiry) && options.Clock.GetUtcNow() < expiry;
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            _expiries.Clear();
        }
    }
}
