using System;
using System.Threading;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What the repeats of one request know of each other.</summary>
internal sealed class ApiCall(ApiRequest request, CancellationToken cancellationToken)
{
    /// <summary>The request.</summary>
    public ApiRequest Request => request;

    /// <summary>Stops the request itself, and not only the waiting for its turn.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The token of the last try.</summary>
    public string? Token { get; set; }

    /// <summary>How often the request was sent.</summary>
    public int Sent { get; set; }

    /// <summary>How long its tries and the pauses after failures took; its turns in the queue are not counted.</summary>
    public TimeSpan Spent { get; set; }

    /// <summary>How long it paused because the client was too fast.</summary>
    public TimeSpan Throttled { get; set; }
}
