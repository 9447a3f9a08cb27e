using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake;

/// <summary>Files of this machine that somebody names one by one: they are read where they are, and stay there.</summary>
internal class LocalFiles : IFileSource
{
    /// <summary>All of them.</summary>
    public static LocalFiles Instance { get; } = new();

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SourceFile>>([]);

    /// <inheritdoc/>
    public Task RequireAsync(SourceFile file, CancellationToken cancellationToken)
    {
        Require(file.Path);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(new ReceivedFile(file.Path, FileStamp.Of(file.Path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFile.Unreadable(file.Path, e);
        }
    }

    /// <inheritdoc/>
    public virtual Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public virtual Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken) => Task.FromResult(default(ArchivePurge));

    /// <summary>Checks that there is a file at all.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotAFile"/> or <see cref="HrisErrors.SourceNotFound"/>.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new HrisException(HrisErrors.SourceNotAFile, $"{path} is a folder, not a users file.", path);
        if (!File.Exists(path))
            throw new HrisException(HrisErrors.SourceNotFound, $"The users file {path} does not exist.", path);
    }
}
