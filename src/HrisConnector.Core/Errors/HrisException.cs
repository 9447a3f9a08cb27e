using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Errors;

/// <summary>A foreseen failure with its entry of the table of errors. The message never holds personal data nor secrets.</summary>
public sealed class HrisException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="error">The entry of the table.</param>
    /// <param name="message">What happened, for a person.</param>
    /// <param name="target">What it happened to: a path, a run, a connector.</param>
    /// <param name="innerException">The cause, if it was an exception.</param>
    public HrisException(HrisError error, string message, object? target = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error ?? throw new ArgumentNullException(nameof(error));
        Target = target;
        Reasons = [message];
    }

    /// <summary>What the logs say of it, line by line: the message, unless there is more to list.</summary>
    public IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The entry of the table of errors.</summary>
    public HrisError Error { get; }

    /// <summary>What the failure is about; null when nothing can be named.</summary>
    public object? Target { get; }
}
