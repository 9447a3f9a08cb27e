using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Text;
using Renci.SshNet.Common;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>The users files of a folder on an SFTP server (behaviour.md §2). Every call opens a connection of its own and closes it.</summary>
internal sealed class SftpSource : IFileSource
{
    // A file that was written longer ago is not being written now.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    private readonly SourceConfiguration _configuration;
    private readonly SftpConfiguration _sftp;
    private readonly FileNames _names;
    private readonly ISyncObserver _observer;
    private readonly SftpTimes _times;
    private readonly SftpServer _server;
    private readonly SftpArchive _archive;
    private DateTime _listed = DateTime.MaxValue;

    /// <summary>Makes the source. Nothing is connected yet.</summary>
    /// <param name="configuration">The configuration, whose <see cref="SourceConfiguration.Sftp"/> is there.</param>
    /// <param name="names">Which files are taken.</param>
    /// <param name="credentials">Gives the credentials when they are needed.</param>
    /// <param name="observer">Told of each try.</param>
    /// <param name="times">How long to wait; null for the standard.</param>
    public SftpSource(SourceConfiguration configuration, FileNames names, Func<SftpCredentials> credentials, ISyncObserver observer, SftpTimes? times = null)
    {
        _configuration = configuration;
        _sftp = configuration.Sftp ?? throw new ArgumentException("The source is no SFTP server.", nameof(configuration));
        _names = names;
        _observer = observer;
        _times = times ?? SftpTimes.Standard;
        _server = new SftpServer(_sftp, credentials, observer, _times);
        _archive = new SftpArchive(configuration, _server.Endpoint);
    }

    private string FolderAddress => _server.Endpoint.Address(_sftp.Path);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken) => _server.RunAsync(
        "Listing the files",
        async connection => await ListAsync(connection, await FolderAsync(connection, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <inheritdoc/>
    public async Task RequireAsync(SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            await _server.RunOnceAsync(connection => LookAsync(connection, file, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (HrisException e) when (e.Error != HrisErrors.SourceNotFound && e.Error != HrisErrors.SourceNotAFile)
        {
            // A server that cannot be reached is a failed run in the history, not a run that never was: receiving the file tells of it.
            _observer.Verbose($"Whether {file.Name} is still there could not be found out: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken) =>
        _server.RunAsync($"Receiving {file.Name}", connection => DownloadAsync(connection, file, privatePath, progress, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken)
    {
        if (_configuration.AfterSync == AfterSync.Leave)
            return true;

        // Where an earlier try moved the file, or "" when it deleted it, although the answer was lost.
        string? sent = null;
        return await _server.RunAsync(
            $"Putting away {file.Name}",
            async connection =>
            {
                try
                {
                    return await PutAwayAsync(connection, file, stamp, startDate, sent, target => sent = target, cancellationToken).ConfigureAwait(false);
                }
                catch (SftpException e)
                {
                    throw SftpFailure.Refused(
                        _configuration.AfterSync == AfterSync.Delete
                            ? $"The synchronized file {file.Path} could not be deleted"
                            : $"The synchronized file {file.Path} could not be moved to the archive {_archive.Address}",
                        file.Path, e);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken) =>
        _configuration is { AfterSync: AfterSync.Archive, RetentionDays: { } days }
            ? _server.RunAsync("Looking through the archive", connection => PurgeAsync(connection, now.AddDays(-days), cancellationToken), cancellationToken)
            : Task.FromResult(default(ArchivePurge));

    /// <summary>Looks once at everything that a run needs, as far as that is possible without a change.</summary>
    public async Task<SftpProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        var probe = new SftpProbe();
        try
        {
            return await _server.RunOnceAsync(
                async connection =>
                {
                    probe = probe with { HostKey = connection.HostKey, SignedIn = true };
                    var folder = await FolderAsync(connection, cancellationToken).ConfigureAwait(false);
                    probe = probe with { Files = await ListAsync(connection, folder, cancellationToken).ConfigureAwait(false) };
                    if (_configuration.AfterSync != AfterSync.Archive)
                        return probe;
                    try
                    {
                        return probe with { ArchiveExists = await _archive.FindAsync(connection, folder, cancellationToken).ConfigureAwait(false) is not null };
                    }
                    catch (SftpException e)
                    {
                        throw SftpFailure.Refused($"The archive {_archive.Address} cannot be looked at", _archive.Address, e);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (HrisException e)
        {
            return probe with { Failure = e };
        }
    }

    private async Task<RemoteFile> FolderAsync(SftpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.FindAsync(_sftp.Path, cancellationToken).ConfigureAwait(false) switch
            {
                null => throw new HrisException(HrisErrors.SourceNotFound, $"The folder of the source, {FolderAddress}, does not exist.", FolderAddress),
                { Kind: RemoteKind.Folder } folder => folder,
                _ => throw new HrisException(HrisErrors.SourceNotFound, $"The folder of the source, {FolderAddress}, is no folder.", FolderAddress),
            };
        }
        catch (SftpException e)
        {
            throw SftpFailure.Refused($"The folder of the source, {FolderAddress}, cannot be read", FolderAddress, e);
        }
    }

    private async Task<IReadOnlyList<SourceFile>> ListAsync(SftpConnection connection, RemoteFile folder, CancellationToken cancellationToken)
    {
        var found = new List<(string Name, FileStamp Stamp)>();
        try
        {
            foreach (var file in await connection.ListAsync(folder.Path, cancellationToken).ConfigureAwait(false))
            {
                if (!_names.Match(file.Name) || !IsUsable(file, folder))
                    continue;
                var target = file.Kind == RemoteKind.Link ? await connection.FindAsync(file.Path, cancellationToken).ConfigureAwait(false) : file;
                if (target is { Kind: RemoteKind.File })
                    found.Add((file.Name, target.Stamp));
            }
        }
        catch (SftpException e)
        {
            throw SftpFailure.Refused($"The folder of the source, {FolderAddress}, cannot be read", FolderAddress, e);
        }

        _listed = DateTime.UtcNow;
        return [.. found.OrderBy(file => file.Stamp.Written).ThenBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new SourceFile(this, file.Name, _server.Endpoint.Address(_sftp.Path, file.Name), file.Stamp))];
    }

    // The host chooses the names, and logs and messages repeat them. A name that was not UTF-8 could not be asked for again.
    private bool IsUsable(RemoteFile file, RemoteFile folder)
    {
        var usable = file.Path == folder.Join(file.Name) && file.Name.All(IsUsable);
        if (!usable)
            _observer.Verbose($"{Printable.Of(file.Name)} is left alone: its name holds characters that a file name should not have.");
        return usable;
    }

    // Direction marks and line ends would show another name than the one that is there.
    private static bool IsUsable(char c) =>
        !char.IsControl(c) && c is not ('\\' or '\uFFFD' or '\u2028' or '\u2029') && char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    private async Task<RemoteFile> LookAsync(SftpConnection connection, SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.FindAsync(PathOf(file), cancellationToken).ConfigureAwait(false) switch
            {
                null or { Kind: RemoteKind.Link } => throw new HrisException(HrisErrors.SourceNotFound, $"The users file {file.Path} does not exist.", file.Path),
                { Kind: RemoteKind.File } found => found,
                _ => throw new HrisException(HrisErrors.SourceNotAFile, $"{file.Path} is no file.", file.Path),
            };
        }
        catch (SftpException e)
        {
            throw Unreadable(file, e);
        }
    }

    private async Task<ReceivedFile> DownloadAsync(SftpConnection connection, SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken)
    {
        var before = (await LookAsync(connection, file, cancellationToken).ConfigureAwait(false)).Stamp;
        if (FreeSpace.Of(Path.GetDirectoryName(privatePath)!) < before.Length)
            throw new HrisException(HrisErrors.WorkFolderNotWritten, $"The users file {file.Name} has {before.Length} bytes, and the disk of {privatePath} has less room.", privatePath);
        var now = DateTime.UtcNow;
        var lookedAt = before == file.Stamp && _listed < now ? _listed : now;
        var whole = false;
        try
        {
            using (var copy = new PrivateDownload(privatePath, Received))
            {
                await connection.DownloadAsync(PathOf(file), copy, cancellationToken).ConfigureAwait(false);
                if (copy.Written != before.Length)
                    throw Changing(file);
            }

            // A slow upload may stand still for the time of a fast download.
            if (before.Written > now - Young && lookedAt + _times.Settle - DateTime.UtcNow is { } pause && pause > TimeSpan.Zero)
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            if ((await LookAsync(connection, file, cancellationToken).ConfigureAwait(false)).Stamp != before)
                throw Changing(file);
            whole = true;
            return new ReceivedFile(privatePath, before);
        }
        catch (SftpException e)
        {
            throw Unreadable(file, e);
        }
        finally
        {
            if (!whole)
                Delete(privatePath);
        }

        // A file that grows faster than it is read would have no end.
        void Received(long bytes)
        {
            if (bytes > before.Length)
                throw Changing(file);
            progress(before.Length == 0 ? 1 : (double)bytes / before.Length);
        }
    }

    private async Task<bool> PutAwayAsync(
        SftpConnection connection, SourceFile file, FileStamp stamp, DateTime startDate, string? sent, Action<string> send, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(connection, cancellationToken).ConfigureAwait(false);
        var found = await connection.FindAsync(PathOf(file), cancellationToken).ConfigureAwait(false);
        if (found is null && sent is not null)
            return sent.Length == 0 || (await connection.FindAsync(sent, cancellationToken).ConfigureAwait(false))?.Stamp == stamp;
        if (found?.Stamp != stamp)
            return false;

        // The library follows links: not the link would be moved or deleted, but a file that may be anywhere.
        if (found.Path != folder.Join(file.Name))
            throw new HrisException(HrisErrors.SourceUnreadable, $"The synchronized file {file.Path} is a link: it is neither moved nor deleted.", file.Path);
        if (_configuration.AfterSync == AfterSync.Delete)
        {
            send("");
            await connection.DeleteAsync(found.Path, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            return await _archive.MoveAsync(connection, folder, found, startDate, send, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task<ArchivePurge> PurgeAsync(SftpConnection connection, DateTime oldest, CancellationToken cancellationToken)
    {
        try
        {
            var folder = await FolderAsync(connection, cancellationToken).ConfigureAwait(false);
            if (await _archive.FindAsync(connection, folder, cancellationToken).ConfigureAwait(false) is not { } archive)
                return default;
            var old = (await connection.ListAsync(archive.Path, cancellationToken).ConfigureAwait(false))
                .Where(file => file.Kind == RemoteKind.File && FileNames.ArchivedAt(file.Name) < oldest && file.Path == archive.Join(file.Name))
                .ToArray();
            var failed = 0;
            foreach (var file in old)
                failed += await TryDeleteAsync(connection, file, cancellationToken).ConfigureAwait(false) ? 0 : 1;
            return new ArchivePurge(old.Length - failed, failed);
        }
        catch (SftpException e)
        {
            throw SftpFailure.Refused($"The archive {_archive.Address} could not be looked through for old files", _archive.Address, e);
        }
    }

    private static async Task<bool> TryDeleteAsync(SftpConnection connection, RemoteFile file, CancellationToken cancellationToken)
    {
        try
        {
            await connection.DeleteAsync(file.Path, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SftpException)
        {
            return false;
        }
    }

    private string PathOf(SourceFile file) => _sftp.Path.TrimEnd('/') + "/" + file.Name;

    private static HrisException Unreadable(SourceFile file, SftpException e) =>
        SftpFailure.Refused($"The users file {file.Path} cannot be read", file.Path, e);

    private static HrisException Changing(SourceFile file) =>
        new(HrisErrors.SourceChanging, $"The users file {file.Name} changed while it was being received.", file.Path);

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Whoever gave the path removes its folder.
        }
    }
}
