using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// Decrypts armored OpenPGP messages in constant memory (behaviour.md §2 and §3). The packets are taken apart here, so that every fault
/// can be named; the arithmetic is BouncyCastle's.
/// </summary>
/// <param name="configuration">The keys, the trusted signers and the limit.</param>
/// <param name="passphrase">The passphrase of the private key; null for none.</param>
internal sealed class PgpDecryption(EncryptionConfiguration configuration, Secret? passphrase) : IFileDecryption
{
    private long Limit => configuration.MaxDecryptedMegabytes * 1024L * 1024L;

    /// <summary>The text of behaviour.md §3.</summary>
    public static string Text(string fileName) => $"Error while decrypting file {fileName}: A valid encrypted file is expected.";

    /// <summary>Opens the private key and the signers' keys, without any file.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.KeyUnusable"/> or <see cref="HrisErrors.KeyPassphraseWrong"/>.</exception>
    public void RequireKeys()
    {
        try
        {
            PrivateKeys.Load(configuration.PrivateKeyFile, passphrase).Require();
            SignerKeys.Load(configuration.SignerKeyFiles, configuration.TrustedSigners);
        }
        catch (MessageFault fault)
        {
            throw new HrisException(fault.Error, fault.Message, configuration.PrivateKeyFile, fault.InnerException);
        }
    }

    /// <inheritdoc/>
    public void Decrypt(Stream encrypted, Stream plain, string fileName, CancellationToken cancellationToken)
    {
        var file = new BlockReader(encrypted, cancellationToken);
        try
        {
            Decrypt(file, plain, cancellationToken);
        }
        catch (MessageFault fault) when (file.Failure is null)
        {
            throw new HrisException(fault.Error, $"{Text(fileName)} {fault.Message}", fileName, fault.InnerException)
            {
                Reasons = configuration.DecryptionErrorsInLogs ? [Text(fileName)] : [],
            };
        }
        catch (Exception) when (file.Failure is not null)
        {
            file.Failure.Throw();
        }
    }

    private void Decrypt(BlockReader file, Stream plain, CancellationToken cancellationToken)
    {
        ArmorStart.Require(file);
        using var armor = new ArmorReader(file);
        var message = EncryptedMessage.Open(armor);
        var signers = SignerKeys.Load(configuration.SignerKeyFiles, configuration.TrustedSigners);
        var signatures = signers is null ? null : new SignatureCheck(signers);
        using var key = PrivateKeys.Load(configuration.PrivateKeyFile, passphrase).Decrypt(message.Recipients);
        using var data = new IntegrityProtectedData(message.Data, key, () => armor is { Ended: true, HasFooter: false });
        var content = new MessageContent(plain, Limit, signatures, cancellationToken);
        try
        {
            content.Read(data);
        }
        catch (Exception e) when (IsOfTheContent(e, content, file))
        {
            // Damaged content fails in any way, and mostly long before the integrity check can say that it is damaged. A message
            // that passes the check was made like this.
            data.Drain();
            throw e switch
            {
                MessageFault fault when fault.Error != HrisErrors.EncryptedFileTruncated => fault,
                MessageFault => MessageFault.Invalid("The packets of the content do not fit together."),
                _ => MessageFault.Invalid("The compressed content cannot be read."),
            };
        }

        data.Drain();
        message.RequireEnd();
        signatures?.Require();
    }

    // Not of the content: a limit, which stops at once, a stop, and failures of reading and writing.
    private static bool IsOfTheContent(Exception e, MessageContent content, BlockReader file) =>
        e is not (OperationCanceledException or OutOfMemoryException)
        && content.WriteFailure is null
        && file.Failure is null
        && (e as MessageFault)?.Error != HrisErrors.DecryptedFileTooLarge;
}
