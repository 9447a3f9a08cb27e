using System;
using System.Linq;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;

namespace HrisConnector.Core.Report;

/// <summary>What to do about a failed run. The history keeps the texts of behaviour.md §3 and not the error, so it is told by how they begin.</summary>
internal static class FailureAdvice
{
    private static readonly (string Beginning, string WhatToDo)[] Table =
    [
        // One text for several causes: it is a check that tells them apart.
        ("Connection to the SFTP server failed", "Test-HrisConfiguration says whether the server, the account or the host key is the reason. Nothing was changed; the next run tries again."),
        ("Error while decrypting file", "Ask the sender to encrypt the file with the connector's public key, as text (gpg --armor), and to upload it again. Test-HrisCsv says what is wrong with it."),
        ("File encoding is not supported", HrisErrors.FileEncodingNotSupported.Hint),
        ("File is empty", HrisErrors.FileEmpty.Hint),
        ("File contains no data", HrisErrors.FileContainsNoData.Hint),
        ("Required fields are missing", HrisErrors.RequiredFieldsMissing.Hint),
        ("The following fields are mentioned more than once", HrisErrors.DuplicateHeaders.Hint),
        ("The header of the file cannot be read", HrisErrors.HeaderUnreadable.Hint),
        ("Safety threshold exceeded", HrisErrors.SafetyThresholdExceeded.Hint),
        (RunHistory.Interrupted, HrisErrors.RunStopped.Hint),
        ("The synchronization was stopped", HrisErrors.RunStopped.Hint),
        ("The undo was stopped", HrisErrors.RunStopped.Hint),
    ];

    /// <summary>The advice for a failed run; null for one that did not fail.</summary>
    public static string? For(HrisSync run)
    {
        if (run.Status != HrisSyncStatus.Error)
            return null;
        var reason = run.Logs.Count > 0 ? run.Logs[0] : "";
        var row = Table.FirstOrDefault(row => reason.StartsWith(row.Beginning, StringComparison.Ordinal));
        return row.WhatToDo ?? "Test-HrisConfiguration and Test-HrisCsv try what a synchronization needs and say what is wrong.";
    }
}
