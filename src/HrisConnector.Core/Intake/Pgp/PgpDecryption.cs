using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Decrypts armored OpenPGP messages in constant memory (behaviour.md §2 and §3) and names what is wrong with those that cannot be used.</summary>
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
        using var file = new MessageFile(encrypted, cancellationToken);
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

    private void Decrypt(MessageFile file, Stream plain, CancellationToken cancellationToken)
    {
        ArmorStart.Require(file);
        var message = Undamaged(file, () => EncryptedMessage.Open(new ArmoredMessage(file)));
        var signers = SignerKeys.Load(configuration.SignerKeyFiles, configuration.TrustedSigners);
        var signatures = signers is null ? null : new SignatureCheck(signers);
        var (recipient, key) = PrivateKeys.Load(configuration.PrivateKeyFile, passphrase).Choose(message.Recipients, cancellationToken);
        var data = Undamaged(file, () => message.Decrypt(recipient, key));
        var content = new MessageContent(plain, Limit, signatures, cancellationToken);
        try
        {
            content.Read(data);
        }
        catch (Exception e) when (IsOfTheMessage(e, file) && content.WriteFailure is null)
        {
            throw Judge(e, message, file);
        }

        RequireIntegrity(message, file);
        if (file.HasMore() || !file.EndsInOrder())
            throw MessageFault.Invalid("Something stands behind the message, or its last line is damaged; a file holds one message.");
        signatures?.Require();
    }

    private static T Undamaged<T>(MessageFile file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (IsOfTheMessage(e, file) && e is not MessageFault)
        {
            throw Damaged(e, file);
        }
    }

    // Damaged content fails in any way, and mostly long before the integrity check can say that it is damaged. A message that
    // passes the check was made like this.
    private static MessageFault Judge(Exception e, EncryptedMessage message, MessageFile file)
    {
        var fault = e as MessageFault;
        if (fault?.Error == HrisErrors.DecryptedFileTooLarge)
            return fault; // at once: a bomb is not read to its end
        RequireIntegrity(message, file);
        return fault ?? MessageFault.Invalid("The content of the message cannot be read.");
    }

    private static void RequireIntegrity(EncryptedMessage message, MessageFile file)
    {
        try
        {
            message.RequireIntegrity();
        }
        catch (Exception e) when (IsOfTheMessage(e, file) && (e as MessageFault)?.Error is var said && said != HrisErrors.EncryptedFileInvalid && said != HrisErrors.EncryptedFileTruncated)
        {
            throw Damaged(e, file);
        }
    }

    private static MessageFault Damaged(Exception e, MessageFile file) => (e.InnerException ?? e) is not EndOfStreamException && file.EndsWithFooter()
        ? MessageFault.Altered("The integrity check failed: the content is not what the sender encrypted.")
        : MessageFault.Truncated();

    // Not of the message: a stop, and failures of reading the file itself.
    private static bool IsOfTheMessage(Exception e, MessageFile file) => e is not (OperationCanceledException or OutOfMemoryException) && file.Failure is null;
}
