using System;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A request that must not be sent twice got no answer, or one that says nothing: it may have been carried out. Look before you send it again.</summary>
internal sealed class OutcomeUnknownException : Exception
{
    /// <summary>Makes the failure.</summary>
    public OutcomeUnknownException(ApiOperation operation, string code, int? statusCode, Exception? innerException = null)
        : base($"{operation}: the outcome is unknown ({code})", innerException)
    {
        Operation = operation;
        Code = code;
        StatusCode = statusCode;
    }

    /// <summary>What was asked for.</summary>
    public ApiOperation Operation { get; }

    /// <summary><c>timeout</c>, <c>connection</c>, or <c>http500</c> and the like.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; }
}
