using System;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// A request that the platform refused, or that failed after its repeats. It was not carried out, or it may be sent again without harm. The message
/// holds the operation's template, the status and the code; never an address, an identifier or a value.
/// </summary>
internal sealed class LearningApiException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="operation">The operation, for the message.</param>
    /// <param name="code">The platform's code, or <c>http500</c>, <c>timeout</c>, <c>connection</c>, <c>answer</c>.</param>
    /// <param name="statusCode">The HTTP status; null when there was no answer.</param>
    /// <param name="innerException">The cause, if it was an exception that holds no personal data.</param>
    public LearningApiException(ApiOperation operation, string code, int? statusCode = null, Exception? innerException = null)
        : base($"{operation}: {(statusCode is { } status ? $"the platform answers {status}, " : "")}{code}", innerException)
    {
        Operation = operation;
        Code = code;
        StatusCode = statusCode;
    }

    /// <summary>What was asked for.</summary>
    public ApiOperation Operation { get; }

    /// <summary>The platform's code, e.g. <c>mailAlreadyUsed</c>; or <c>http500</c>, <c>timeout</c>, <c>connection</c>, or <c>answer</c> when the answer cannot be understood.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; }

    /// <summary>True when the next run may well succeed: the platform failed, not the request.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What the platform says of it, for the line's log; it may hold personal data.</summary>
    public string? PlatformMessage { get; init; }

    /// <summary>True when the request was sent before: the earlier one may have been carried out.</summary>
    public bool WasRepeated { get; init; }
}
