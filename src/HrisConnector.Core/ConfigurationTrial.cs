using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core;

/// <summary>Tries for real everything that a synchronization will need, in the order in which it will need it. Nothing is changed and nothing is sent.</summary>
internal sealed class ConfigurationTrial(ConnectorConfiguration configuration, ConnectorAccess access, Findings findings, ISyncObserver observer)
{
    /// <summary>Tries.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var waiting = await TrySourceAsync(cancellationToken).ConfigureAwait(false);
        await TryKeysAsync().ConfigureAwait(false);
        await TryMailAsync(cancellationToken).ConfigureAwait(false);
        var largest = waiting.Select(file => file.Stamp.Length).DefaultIfEmpty(0).Max();
        await new ConfigurationCheck(configuration, (store, stop) => access.OpenDirectoryAsync(store, new DirectoryUse(Managers: false), readOnly: true, observer, stop), findings).RunAsync(largest, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SourceFile>> TrySourceAsync(CancellationToken cancellationToken)
    {
        var check = new SourceCheck(configuration.Source, findings);
        if (configuration.Source.Sftp is not null)
            return await check.SftpAsync(access.OpenSftp(observer), cancellationToken).ConfigureAwait(false);
        if (configuration.Source.Folder is not null)
            return await check.FolderAsync(access.OpenSource(observer), cancellationToken).ConfigureAwait(false);
        findings.Skip("The configuration names no source; files are given with -Path.", "Source", "HostKey", "Credentials", "File", "Archive");
        return [];
    }

    private async Task TryKeysAsync()
    {
        const string name = "EncryptionKey";
        if (configuration.Encryption is not { } encryption)
        {
            findings.Skip("The configuration asks for no encryption.", name);
            return;
        }

        await findings.TryAsync(name, () =>
        {
            access.OpenDecryption()!.RequireKeys();
            var signers = encryption.TrustedSigners.Count == 0 ? "" : $", and the keys of {encryption.TrustedSigners.Count} trusted signers are there";
            if (FilePrivacy.AreOthersKnownToRead(encryption.PrivateKeyFile))
                findings.Warn(name, $"The private key opens, and {encryption.PrivateKeyFile} can be read by other users.", HrisErrors.SecretNotPrivate.Hint);
            else
                findings.Pass(name, $"The private key opens{signers}.");
            return Task.CompletedTask;
        }).ConfigureAwait(false);
    }

    private async Task TryMailAsync(CancellationToken cancellationToken)
    {
        const string name = "MailServer";
        if (access.OpenNotices() is not { } notices)
        {
            findings.Skip("The configuration asks for no notices.", name);
            return;
        }

        await findings.TryAsync(name, async () =>
        {
            await notices.ProbeAsync(cancellationToken).ConfigureAwait(false);
            findings.Pass(name, $"The mail server {configuration.Notices!.Smtp.Host} answers{(configuration.Notices.Smtp.UserName is null ? "" : ", and the account can sign in")}. Nothing was sent.");
        }).ConfigureAwait(false);
    }
}
