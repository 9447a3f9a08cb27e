using System;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>What is wrong with a message or a key, before the text of behaviour.md §3 is put in front of it.</summary>
/// <param name="error">The entry of the table of errors.</param>
/// <param name="cause">A sentence that names the cause.</param>
/// <param name="innerException">The failure of a key file; never one of the content, whose text may quote it.</param>
internal sealed class MessageFault(HrisError error, string cause, Exception? innerException = null) : Exception(cause, innerException)
{
    /// <summary>The entry of the table of errors.</summary>
    public HrisError Error { get; } = error;

    /// <summary>The message is damaged or was altered.</summary>
    public static MessageFault Altered(string cause) => new(HrisErrors.EncryptedFileAltered, cause);

    /// <summary>The message ends too early.</summary>
    public static MessageFault Truncated() => new(HrisErrors.EncryptedFileTruncated, "The message ends before its end.");

    /// <summary>The message is not one that is understood.</summary>
    public static MessageFault Invalid(string cause) => new(HrisErrors.EncryptedFileInvalid, cause);

    /// <summary>The message uses what is not supported.</summary>
    public static MessageFault NotSupported(string cause) => new(HrisErrors.EncryptionMethodNotSupported, cause);

    /// <summary>A key file cannot be used.</summary>
    public static MessageFault Key(string cause, Exception? innerException = null) => new(HrisErrors.KeyUnusable, cause, innerException);
}
