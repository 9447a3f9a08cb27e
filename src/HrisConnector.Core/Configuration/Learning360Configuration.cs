using System;
using HrisConnector.Core.Directories.Learning360.Api;

namespace HrisConnector.Core.Configuration;

/// <summary>The learning platform as the directory (configuration.md: <c>directory.type</c> is <c>360learning</c>).</summary>
/// <param name="BaseUri">The address of the platform: https, or http on this machine for trials.</param>
/// <param name="ClientId">The client ID of the platform's API.</param>
/// <param name="ClientSecret">Where the client secret is.</param>
public sealed record Learning360Configuration(Uri BaseUri, string ClientId, SecretReference ClientSecret)
{
    /// <summary>The name under which the platform keeps the unique identifiers of the HR system (its external IDs).</summary>
    public string Platform { get; init; } = "hris";

    /// <summary>Whether the platform invites a created user by e-mail.</summary>
    public bool SendInvitationEmail { get; init; }

    /// <summary>Whether a created user is activated at once, without an invitation.</summary>
    public bool Activate { get; init; } = true;

    /// <summary>How many reading requests are sent in a second at most. The platform allows a company 50.</summary>
    public int ReadsPerSecond { get; init; } = 50;

    /// <summary>How many writing requests are sent in a second at most. The platform allows a company 10.</summary>
    public int WritesPerSecond { get; init; } = 10;

    /// <summary>How patient the client is: for tests, which cannot wait for a hundred seconds until an answer counts as lost.</summary>
    internal Func<LearningApiOptions, LearningApiOptions> Patience { get; set; } = options => options;
}
