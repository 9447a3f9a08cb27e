using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Errors;
using Renci.SshNet.Common;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>The failures of an SFTP server, in the words of behaviour.md §3: the logs hold the text alone, the error record the cause as well.</summary>
internal static class SftpFailure
{
    /// <summary>What the logs say.</summary>
    public const string Text = "Connection to the SFTP server failed";

    /// <summary>A failure to connect or to sign in.</summary>
    /// <param name="error">The entry of the table of errors.</param>
    /// <param name="cause">What happened; no secret and no user name.</param>
    /// <param name="target">The server.</param>
    /// <param name="innerException">The cause, if it was an exception.</param>
    public static HrisException Make(HrisError error, string cause, object target, Exception? innerException = null) =>
        new(error, $"{Text}: {cause}.", target, innerException) { Reasons = [Text] };

    /// <summary>The server could not be reached, or not to the end.</summary>
    public static HrisException Connection(SftpFault fault, SftpEndpoint endpoint, int tries) =>
        Make(HrisErrors.SftpConnectionFailed, fault.Message + (tries > 1 ? $" ({tries} tries)" : ""), endpoint.ToString(), fault.InnerException);

    /// <summary>The server is not the pinned one, or pretends not to be.</summary>
    public static HrisException HostKey(SftpEndpoint endpoint, IReadOnlyList<string> pinned, IReadOnlyList<HrisHostKey> shown)
    {
        var pins = pinned.Count == 0 ? "none" : string.Join(", ", pinned);
        var keys = shown.Count == 0 ? "none" : string.Join(", ", shown.Select(key => $"{key.Fingerprint} ({key.KeyType})"));
        return Make(HrisErrors.SftpHostKeyMismatch, $"the host key of {endpoint} is not a pinned one; it may have been changed. Pinned: {pins}. Shown: {keys}. No credentials were sent", endpoint.ToString());
    }

    /// <summary>Something on the server cannot be looked at or changed.</summary>
    public static HrisException Refused(string what, string address, SftpException e) =>
        new(HrisErrors.SourceUnreadable, $"{what}: {(e is SftpPermissionDeniedException ? "permission is denied" : $"the server answers {e.StatusCode}")}.", address, e);
}
