namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Why a request got no answer.</summary>
internal enum ApiFaultKind
{
    /// <summary>No connection was made, so the platform has not seen the request.</summary>
    NeverConnected,

    /// <summary>The connection broke; the platform may have seen the request.</summary>
    Lost,

    /// <summary>The platform did not answer in time; it may have seen the request.</summary>
    TimedOut,
}
