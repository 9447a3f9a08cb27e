using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using Renci.SshNet.Common;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>The archive folder on a server.</summary>
internal sealed class SftpArchive(SourceConfiguration configuration, SftpEndpoint endpoint)
{
    private const int MaxAttempts = 1000;

    /// <summary>Where it is, for messages.</summary>
    public string Address => endpoint.Address(configuration.ArchivePath!.StartsWith("/", StringComparison.Ordinal)
        ? configuration.ArchivePath
        : configuration.Sftp!.Path.TrimEnd('/') + "/" + configuration.ArchivePath);

    /// <summary>Moves a file into the archive, never over another one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="file">The file.</param>
    /// <param name="startDate">When its run began, in UTC.</param>
    /// <param name="beforeMove">Told of the path to which the file is about to move.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>False when the file was delivered anew meanwhile: then it is where it was.</returns>
    /// <exception cref="SftpException">The server refuses.</exception>
    public async Task<bool> MoveAsync(
        SftpConnection connection, RemoteFile folder, RemoteFile file, DateTime startDate, Action<string> beforeMove, CancellationToken cancellationToken)
    {
        var archive = await OpenAsync(connection, folder, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; ; attempt++)
        {
            // Some servers replace a file on a rename although the protocol forbids it, so look before; those that keep to it refuse
            // by themselves if somebody comes between.
            var target = archive.Join(FileNames.ArchiveName(file.Name, startDate, attempt));
            if (await connection.FindAsync(target, cancellationToken).ConfigureAwait(false) is not null && attempt < MaxAttempts)
                continue;
            if ((await connection.FindAsync(file.Path, cancellationToken).ConfigureAwait(false))?.Stamp != file.Stamp)
                return false;
            beforeMove(target);
            try
            {
                await connection.RenameAsync(file.Path, target, cancellationToken).ConfigureAwait(false);
                return await IsTheOldOneAsync(connection, file, target, cancellationToken).ConfigureAwait(false);
            }
            catch (SftpException) when (attempt < MaxAttempts)
            {
                if (await connection.FindAsync(target, cancellationToken).ConfigureAwait(false) is null)
                    throw;
            }
        }
    }

    // Between the last look and the rename somebody may have delivered a new file; nobody has read that one.
    private static async Task<bool> IsTheOldOneAsync(SftpConnection connection, RemoteFile file, string target, CancellationToken cancellationToken)
    {
        if ((await connection.FindAsync(target, cancellationToken).ConfigureAwait(false))?.Stamp == file.Stamp)
            return true;
        await connection.RenameAsync(target, file.Path, cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>The archive folder; null when there is none.</summary>
    /// <exception cref="SftpException">The server refuses to tell.</exception>
    public async Task<RemoteFile?> FindAsync(SftpConnection connection, RemoteFile folder, CancellationToken cancellationToken) =>
        Check(await connection.FindAsync(PathFrom(folder), cancellationToken).ConfigureAwait(false), folder);

    private async Task<RemoteFile> OpenAsync(SftpConnection connection, RemoteFile folder, CancellationToken cancellationToken)
    {
        var path = PathFrom(folder);
        await MakeAsync(connection, path, cancellationToken).ConfigureAwait(false);
        return Check(await connection.FindAsync(path, cancellationToken).ConfigureAwait(false), folder)
            ?? throw new HrisException(HrisErrors.SourceUnreadable, $"The archive {Address} cannot be made.", Address);
    }

    private static async Task MakeAsync(SftpConnection connection, string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0 || await connection.FindAsync(path, cancellationToken).ConfigureAwait(false) is not null)
            return;
        await MakeAsync(connection, path.Substring(0, path.LastIndexOf('/')), cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.MakeFolderAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (SftpException)
        {
            // Another program may have made it meanwhile.
            if (await connection.FindAsync(path, cancellationToken).ConfigureAwait(false) is null)
                throw;
        }
    }

    // The configuration compares the texts alone; a link or a dot may lead to the same folder.
    private RemoteFile? Check(RemoteFile? archive, RemoteFile folder)
    {
        if (archive is { Kind: not RemoteKind.Folder })
            throw new HrisException(HrisErrors.SourceUnreadable, $"The archive {Address} is no folder.", Address);
        if (archive?.Path == folder.Path)
            throw new HrisException(HrisErrors.SourceUnreadable, $"The archive {Address} is the folder of the source itself: archived files would be synchronized again.", Address);
        return archive;
    }

    private string PathFrom(RemoteFile folder)
    {
        var parts = configuration.ArchivePath!.Split('/').Where(part => part is not ("" or "."));
        var start = configuration.ArchivePath.StartsWith("/", StringComparison.Ordinal) ? "" : folder.Path.TrimEnd('/');
        return start + string.Concat(parts.Select(part => "/" + part));
    }
}
