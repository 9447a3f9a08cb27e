namespace HrisConnector.FakePlatform;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset; nothing was done.</summary>
    DropBeforeCommit,

    /// <summary>The request is carried out, then the connection is reset without an answer.</summary>
    DropAfterCommit,

    /// <summary>429 <c>tooManyRequests</c>, without a Retry-After.</summary>
    TooManyRequests,

    /// <summary>500 with a plain text.</summary>
    InternalServerError,

    /// <summary>503: <c>bulkAPIDisabled</c> for a new bulk operation, a plain text otherwise.</summary>
    ServiceUnavailable,

    /// <summary>The request is carried out, and its answer held back until <see cref="Fault.Release"/> or for the time given.</summary>
    Slow,

    /// <summary>All tokens given out so far are revoked: 401 <c>invalid_token</c> to this request and to all others until a new token is taken.</summary>
    TokenRevoked,

    /// <summary>403 <c>invalid_scope</c>.</summary>
    InvalidScope,

    /// <summary>400 with a code that the documents do not have.</summary>
    UnknownErrorCode,

    /// <summary>Nothing is done and nothing answered until the client gives up; <see cref="Fault.Release"/> or the time given resets the connection.</summary>
    Hang,

    /// <summary>An item of a bulk operation fails. It is counted in items, not in requests; the operation is the one that made it.</summary>
    BulkItemError,

    /// <summary>A bulk operation as a whole ends with the status <c>error</c>, none of its items done. It is counted in operations that begin to run.</summary>
    BulkOperationError,
}
