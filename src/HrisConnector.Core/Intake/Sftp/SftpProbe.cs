using System.Collections.Generic;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>How far one look at a server came. Whether its folders can be written is not known without writing.</summary>
internal sealed record SftpProbe
{
    /// <summary>The pinned key that the server showed; null when it could not be reached or showed another one, or was not asked because of <see cref="Failure"/>.</summary>
    public HrisHostKey? HostKey { get; init; }

    /// <summary>Whether the account could sign in.</summary>
    public bool SignedIn { get; init; }

    /// <summary>The waiting files; null when the folder could not be listed.</summary>
    public IReadOnlyList<SourceFile>? Files { get; init; }

    /// <summary>Whether the archive folder is there; null when none is used or it could not be looked at. A missing one is made by the first run.</summary>
    public bool? ArchiveExists { get; init; }

    /// <summary>What ended the look; null when nothing did.</summary>
    public HrisException? Failure { get; init; }
}
