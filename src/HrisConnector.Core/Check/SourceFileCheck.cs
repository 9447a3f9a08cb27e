using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;

namespace HrisConnector.Core.Check;

/// <summary>Checks a users file wherever it is and however it is protected: it is fetched and decrypted as for a synchronization.</summary>
internal sealed class SourceFileCheck(ConnectorConfiguration configuration, Func<IFileDecryption?> openDecryption, ISyncObserver observer)
{
    private static readonly HashSet<HrisError> FaultsOfTheFile =
    [
        HrisErrors.SourceChanging, HrisErrors.FileEmpty, HrisErrors.FileEncodingNotSupported, HrisErrors.FileNotEncrypted, HrisErrors.EncryptedFileNotArmored,
        HrisErrors.EncryptedForAnotherKey, HrisErrors.EncryptedFileTruncated, HrisErrors.EncryptedFileAltered, HrisErrors.EncryptedFileUnprotected,
        HrisErrors.EncryptionMethodNotSupported, HrisErrors.DecryptedFileTooLarge, HrisErrors.SignerNotTrusted, HrisErrors.EncryptedFileInvalid,
    ];

    /// <summary>Checks.</summary>
    /// <exception cref="HrisException">There is nothing to check: a failure of the source, of a key or of the working folder.</exception>
    public async Task<HrisCsvReport> CheckAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (configuration.Encryption is null && file.Source is LocalFiles)
            return CsvCheck.Check(file.Path, configuration, observer, cancellationToken);
        await file.Source.RequireAsync(file, cancellationToken).ConfigureAwait(false);
        try
        {
            return await CheckCopyAsync(file, openDecryption(), cancellationToken).ConfigureAwait(false);
        }
        catch (HrisException e) when (e.Error == HrisErrors.FileNotEncrypted && file.Source == LocalFiles.Instance)
        {
            return await CheckPlainAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (HrisException e) when (FaultsOfTheFile.Contains(e.Error))
        {
            return CsvCheck.Failed(file.Name, file.Path, e);
        }
    }

    // People check a file before they encrypt it and put it where it will be fetched.
    private async Task<HrisCsvReport> CheckPlainAsync(SourceFile file, CancellationToken cancellationToken)
    {
        try
        {
            var report = await CheckCopyAsync(file, null, cancellationToken).ConfigureAwait(false);
            var issue = new HrisCsvIssue
            {
                Severity = HrisIssueSeverity.Warning,
                Code = HrisErrors.FileNotEncrypted.Id,
                Message = "The file is not encrypted, and this connector takes encrypted files alone; encrypt it before it is uploaded (Protect-HrisCsv)",
            };
            report.Issues = new[] { issue }.Concat(report.Issues).ToArray();
            report.Warnings++;
            return report;
        }
        catch (HrisException e) when (FaultsOfTheFile.Contains(e.Error))
        {
            return CsvCheck.Failed(file.Name, file.Path, e);
        }
    }

    private async Task<HrisCsvReport> CheckCopyAsync(SourceFile file, IFileDecryption? decryption, CancellationToken cancellationToken)
    {
        Action<double> progress = share => observer.Progress(file.Name, "Receiving", (int)(share * 100));
        using var temporary = TemporaryFolder.Make();
        using var copy = await IncomingFile.TakeAsync(file, Path.Combine(temporary.Path, "work"), decryption, progress, cancellationToken).ConfigureAwait(false);
        return CsvCheck.Check(copy.CopyPath, file.Name, file.Path, configuration, observer, cancellationToken);
    }
}
