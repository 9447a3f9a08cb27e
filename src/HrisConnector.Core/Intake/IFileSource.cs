using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake;

/// <summary>Where users files come from (behaviour.md §2). Every call stands alone: between two of them hours may pass.</summary>
internal interface IFileSource
{
    /// <summary>The files that wait, oldest first by modification time, then by name; half-uploaded ones are left out.</summary>
    /// <exception cref="HrisException">The source cannot be looked at.</exception>
    Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure that the file is still there.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotFound"/> or <see cref="HrisErrors.SourceNotAFile"/>: no run begins. Any other
    /// failure is for <see cref="ReceiveAsync"/> to tell.</exception>
    Task RequireAsync(SourceFile file, CancellationToken cancellationToken);

    /// <summary>Makes the file readable on this machine.</summary>
    /// <param name="file">The file.</param>
    /// <param name="privatePath">Where a copy may be made, in a folder that its owner alone can enter; whoever calls deletes it.</param>
    /// <param name="progress">Told of the share that is done.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="HrisException">The file cannot be had, or it is still being written.</exception>
    Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken);

    /// <summary>Does with a synchronized file what the configuration says.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stamp">What it was when it was received.</param>
    /// <param name="startDate">When its run began, in UTC.</param>
    /// <param name="cancellationToken">Stops at once; the file then stays.</param>
    /// <returns>False when the file was delivered anew meanwhile and therefore stays.</returns>
    /// <exception cref="HrisException">The file could not be moved or deleted; it stays where it is.</exception>
    Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken);

    /// <summary>Deletes archived files that are older than configured, and no other.</summary>
    /// <returns>How many were deleted, and how many could not be: one that cannot does not keep the others.</returns>
    /// <exception cref="HrisException">The archive could not be looked at.</exception>
    Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken);
}
