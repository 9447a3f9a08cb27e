using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform;

/// <summary>How a fake platform behaves. The defaults are those of the published platform.</summary>
public sealed record FakePlatformOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The client that may take a token.</summary>
    public string ClientId { get; init; } = "client";

    /// <summary>The client's secret.</summary>
    public string ClientSecret { get; init; } = "secret";

    /// <summary>Reads that the company may make in each second; more get 429.</summary>
    public int ReadsPerSecond { get; init; } = 50;

    /// <summary>Writes that the company may make in each second; more get 429.</summary>
    public int WritesPerSecond { get; init; } = 10;

    /// <summary>How long an access token is valid.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether <c>expires_in</c> is a string, as the platform often sends it, and not the documented number.</summary>
    public bool ExpiresInAsString { get; init; } = true;

    /// <summary>The scopes that the client was given; null gives all of them.</summary>
    public IReadOnlySet<string>? Scopes { get; init; }

    /// <summary>Whether up to 100 users may share one mail address. Off, one address belongs to one user.</summary>
    public bool SharedMails { get; init; }

    /// <summary>Whether a deleted user's mail and username are free for a PATCH of another user. Off, they stay the deleted user's.</summary>
    public bool DeletedUsersReleaseTheirMail { get; init; }

    /// <summary>Whether the company lets users log in with a username.</summary>
    public bool UsernamesAllowed { get; init; } = true;

    /// <summary>Whether the company has the <c>analyst</c> role.</summary>
    public bool AnalystAvailable { get; init; } = true;

    /// <summary>The page size of every list; null gives each list its documented one.</summary>
    public int? PageSize { get; init; }

    /// <summary>How many looks at a bulk operation show it as not done yet. The looks show pending, then queued, then running.</summary>
    public int BulkPolls { get; init; } = 2;

    /// <summary>After this time a bulk operation is done even when nobody looked at it; null leaves it to the looks.</summary>
    public TimeSpan? BulkDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many bulk operations may be unfinished at once; the next one gets 429.</summary>
    public int BulkOperationsAtOnce { get; init; } = 3;

    /// <summary>Whether the bulk API is switched off: every new bulk operation gets 503.</summary>
    public bool BulkDisabled { get; init; }

    /// <summary>Names that no external id may use as its platform.</summary>
    public IReadOnlySet<string> ReservedPlatforms { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "360learning" };

    /// <summary>The name of the root group, which is private and there from the start.</summary>
    public string RootGroupName { get; init; } = "Company";

    /// <summary>Whether <c>GET /state</c> shows <see cref="PlatformState.Snapshot"/>, for a person with a browser. It is no part of the API.</summary>
    public bool ShowState { get; init; }

    /// <summary>The clock of tokens, limits, bulk operations and dates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
