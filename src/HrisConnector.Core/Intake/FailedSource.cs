using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake;

/// <summary>A source that could not be looked at: whoever wants a file of it learns why.</summary>
internal sealed class FailedSource(HrisException failure) : IFileSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken) => throw failure;

    /// <inheritdoc/>
    public Task RequireAsync(SourceFile file, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken) => throw failure;

    /// <inheritdoc/>
    public Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken) => Task.FromResult(default(ArchivePurge));
}
