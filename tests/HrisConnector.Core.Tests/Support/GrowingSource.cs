using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Intake;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A folder whose files go on growing after they were looked at.</summary>
internal sealed class GrowingSource : IFileSource
{
    public Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken) => LocalFiles.Instance.FindAsync(cancellationToken);

    public Task RequireAsync(SourceFile file, CancellationToken cancellationToken) => LocalFiles.Instance.RequireAsync(file, cancellationToken);

    public async Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken)
    {
        var received = await LocalFiles.Instance.ReceiveAsync(file, privatePath, progress, cancellationToken);
        await File.AppendAllTextAsync(file.Path, "\n", cancellationToken);
        return received;
    }

    public Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken) => Task.FromResult(default(ArchivePurge));
}
