using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Check;

/// <summary>Tries the source of the files: whether it can be reached and signed in to, and what waits there.</summary>
internal sealed class SourceCheck(SourceConfiguration configuration, Findings findings)
{
    private const string Source = "Source";
    private const string HostKey = "HostKey";
    private const string Credentials = "Credentials";
    private const string File = "File";
    private const string Archive = "Archive";

    private string Server => $"The SFTP server {configuration.Sftp!.Host}";

    /// <summary>Tries a folder.</summary>
    /// <returns>The files that wait there.</returns>
    public async Task<IReadOnlyList<SourceFile>> FolderAsync(IFileSource source, CancellationToken cancellationToken)
    {
        IReadOnlyList<SourceFile> files = [];
        var reached = await findings.TryAsync(Source, async () =>
        {
            files = await source.FindAsync(cancellationToken).ConfigureAwait(false);
            findings.Pass(Source, $"The folder {configuration.Folder} can be read.");
        }).ConfigureAwait(false);
        findings.Skip("The source is a folder.", HostKey, Credentials);
        if (reached)
            ReportFiles(files);
        else
            findings.Skip("The source cannot be read.", File);
        if (configuration.AfterSync == AfterSync.Archive)
            ReportArchive(Directory.Exists(configuration.ArchivePath!));
        else
            findings.Skip("Files are not archived.", Archive);
        return files;
    }

    /// <summary>Tries an SFTP server, once.</summary>
    /// <returns>The files that wait there.</returns>
    public async Task<IReadOnlyList<SourceFile>> SftpAsync(SftpSource source, CancellationToken cancellationToken)
    {
        SftpProbe? probe = null;
        if (!await findings.TryAsync(Source, async () => probe = await source.ProbeAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            findings.Skip("The source cannot be tried.", HostKey, Credentials, File, Archive);
            return [];
        }

        if (await HasPinnedKeyAsync(probe!, cancellationToken).ConfigureAwait(false) && IsSignedIn(probe!) && probe!.Files is { } files)
        {
            ReportFiles(files);
            if (probe.Failure is not null)
                findings.Fail(Archive, probe.Failure); // it is looked at last
            else if (probe.ArchiveExists is { } exists)
                ReportArchive(exists);
            else
                findings.Skip("Files are not archived.", Archive);
            return files;
        }

        if (probe!.SignedIn)
            findings.Fail(File, probe.Failure!);
        else
            findings.Skip("Nobody could sign in.", File);
        findings.Skip("The files cannot be listed.", Archive);
        return [];
    }

    private void ReportArchive(bool exists) => findings.Pass(
        Archive, exists ? $"The archive {configuration.ArchivePath} is there." : $"The archive {configuration.ArchivePath} does not exist yet; the first run makes it.");

    private async Task<bool> HasPinnedKeyAsync(SftpProbe probe, CancellationToken cancellationToken)
    {
        if (probe.HostKey is { } key)
            return PassHostKey(key);
        if (probe.Failure!.Error == HrisErrors.SftpHostKeyMismatch)
        {
            findings.Pass(Source, $"{Server} answers.");
            findings.Fail(HostKey, probe.Failure);
            findings.Skip("The server is not the pinned one; it was told nothing.", Credentials);
            return false;
        }

        if (probe.Failure.Error == HrisErrors.SftpConnectionFailed)
        {
            findings.Fail(Source, probe.Failure);
            findings.Skip("The server cannot be reached.", HostKey, Credentials);
            return false;
        }

        // The credentials failed before anybody asked the server; its keys can be looked at without them.
        return await FindPinnedKeyAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> FindPinnedKeyAsync(CancellationToken cancellationToken)
    {
        var sftp = configuration.Sftp!;
        IReadOnlyList<HrisHostKey> keys = [];
        var reached = await findings.TryAsync(
            Source, async () => keys = await HostKeys.GetAsync(sftp.Host, sftp.Port, null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (!reached)
        {
            findings.Skip("The server cannot be reached.", HostKey);
        }
        else if (keys.FirstOrDefault(key => sftp.HostKeys.Contains(key.Fingerprint)) is { } pinned)
        {
            PassHostKey(pinned);
        }
        else
        {
            findings.Pass(Source, $"{Server} answers.");
            findings.Fail(HostKey, SftpFailure.HostKey(new SftpEndpoint(sftp.Host, sftp.Port), sftp.HostKeys, keys));
        }

        return true; // the credentials have failed in any case, and that is said as well
    }

    private bool PassHostKey(HrisHostKey key)
    {
        findings.Pass(Source, $"{Server} answers.");
        findings.Pass(HostKey, $"The server shows the pinned key {key.Fingerprint} ({key.KeyType}).");
        return true;
    }

    private bool IsSignedIn(SftpProbe probe)
    {
        if (!probe.SignedIn)
            findings.Fail(Credentials, probe.Failure!);
        else if (configuration.Sftp!.PrivateKeyFile is { } key && FilePrivacy.AreOthersKnownToRead(key))
            findings.Warn(Credentials, $"The account can sign in, and the private key {key} can be read by other users.", HrisErrors.SecretNotPrivate.Hint);
        else
            findings.Pass(Credentials, "The account can sign in.");
        return probe.SignedIn;
    }

    private void ReportFiles(IReadOnlyList<SourceFile> files)
    {
        if (files.Count == 0)
        {
            findings.Warn(
                File, $"No file named '{configuration.FileName}' waits in the source.",
                "Check source.fileName, and that the HR system has delivered a file.");
            return;
        }

        var (oldest, stamp) = (files[0], files[0].Stamp);
        findings.Pass(
            File,
            FormattableString.Invariant($"{files.Count} {(files.Count == 1 ? "file waits" : "files wait")}; the first to be taken is {oldest.Name}, {stamp.Length} bytes, of {stamp.Written:yyyy-MM-dd HH:mm} UTC."));
    }
}
