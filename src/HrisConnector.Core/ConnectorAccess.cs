using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Directories.Embedded;
using HrisConnector.Core.Directories.Learning360;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Store;

namespace HrisConnector.Core;

/// <summary>Opens what a connector needs from outside its store: the source of the files, the keys that decrypt them, the mail. A secret is fetched when
/// it is needed, and what the caller gives wins over the configuration (configuration.md).</summary>
internal sealed class ConnectorAccess(ConnectorConfiguration configuration, GivenSecrets given)
{
    private readonly SecretSource _secrets = new(given.Vault);

    /// <summary>The configured source.</summary>
    /// <param name="observer">Told of each try, as long as the source's files are in use.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotConfigured"/>.</exception>
    public IFileSource OpenSource(ISyncObserver observer)
    {
        var source = configuration.Source;
        if (source.Sftp is not null)
            return OpenSftp(observer);
        return source.Folder is not null
            ? new FolderSource(source, Names)
            : throw new HrisException(HrisErrors.SourceNotConfigured, "No path was given and the configuration names no source.", configuration.Connector);
    }

    /// <summary>The configured source, which is an SFTP server.</summary>
    /// <param name="observer">Told of each try.</param>
    public SftpSource OpenSftp(ISyncObserver observer) => new(configuration.Source, Names, SftpCredentials, observer);

    private FileNames Names => new(configuration.Source.FileName, configuration.Encryption is not null);

    private SftpCredentials SftpCredentials()
    {
        var sftp = configuration.Source.Sftp!;
        return new SftpCredentials(
            given.SftpUserName ?? sftp.UserName,
            given.SftpPassword ?? Find(sftp.Password, "The password of the SFTP account"),
            sftp.PrivateKeyFile,
            Find(sftp.Passphrase, "The passphrase of the private key that signs in to the SFTP server"));
    }

    /// <summary>How files are decrypted; null when they are plain.</summary>
    /// <exception cref="HrisException">The passphrase cannot be had: <see cref="HrisErrors.SecretUnavailable"/> or <see cref="HrisErrors.SecretNotPrivate"/>.</exception>
    public PgpDecryption? OpenDecryption() => configuration.Encryption is { } encryption
        ? new PgpDecryption(encryption, given.KeyPassphrase ?? Find(encryption.Passphrase, "The passphrase of the private key that decrypts files"))
        : null;

    /// <summary>The user directory, ready for use.</summary>
    /// <param name="store">The connector's store, where the embedded directory is.</param>
    /// <param name="use">What it is opened for.</param>
    /// <param name="readOnly">True when nothing may be made in it.</param>
    /// <param name="observer">Told of how it goes.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="HrisException">The directory cannot be used as it is configured.</exception>
    public async Task<IUserDirectory> OpenDirectoryAsync(ConnectorStore store, DirectoryUse use, bool readOnly, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var directory = OpenDirectory(store, use, observer);
        try
        {
            await directory.PrepareAsync(readOnly, cancellationToken).ConfigureAwait(false);
            return directory;
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private IUserDirectory OpenDirectory(ConnectorStore store, DirectoryUse use, ISyncObserver observer) => configuration.Platform is { } platform
        ? new Learning360Directory(platform, configuration.CustomFields, use, () => Find(platform.ClientSecret, "The client secret of the learning platform")!, observer)
        : new EmbeddedDirectory(store, use.Undo ? null : configuration.DirectoryGroups);

    /// <summary>Who is told of the end of a run; null for nobody.</summary>
    public NoticeSender? OpenNotices() => configuration.Notices is { } notices ? new NoticeSender(notices, _secrets) : null;

    private Secret? Find(SecretReference? reference, string purpose) => reference is null ? null : _secrets.Get(reference, purpose);
}
