using static HrisConnector.Core.Errors.HrisErrorCategory;

namespace HrisConnector.Core.Errors;

/// <summary>The table of errors: every failure that this product foresees. Scripts test the ids, so an id never changes its meaning.</summary>
public static class HrisErrors
{
    /// <summary>True when the source's server is out of reach, whatever the file.</summary>
    /// <param name="error">The entry.</param>
    /// <returns>Whether another file of the same source would fail in the same way.</returns>
    public static bool IsOfTheConnection(HrisError error) =>
        error == SftpConnectionFailed || error == SftpAuthenticationFailed || error == SftpHostKeyMismatch || error == SftpKeyUnusable;

    /// <summary>The file, or the folder of the source, does not exist.</summary>
    public static readonly HrisError SourceNotFound = new("SourceNotFound", ObjectNotFound, "the path of the file or of the source's folder",
        "Check the path, and that the HR system has delivered the file.");

    /// <summary>The path is a directory or no file system path.</summary>
    public static readonly HrisError SourceNotAFile = new("SourceNotAFile", InvalidArgument, "the path",
        "Give the path of a users file, or of its folder with a wildcard, for example drop/*.csv.");

    /// <summary>The file cannot be read: locked, vanished or forbidden.</summary>
    public static readonly HrisError SourceUnreadable = new("SourceUnreadable", ReadError, "the path of the file, or of the folder that could not be read",
        "Check that no other program holds the file and that the account may read it; the next run tries again.");

    /// <summary>The file grew or changed while it was being read.</summary>
    public static readonly HrisError SourceChanging = new("SourceChanging", ResourceBusy, "the path of the file",
        "The file is still being written. Nothing was changed; the next run takes it.");

    /// <summary>A file of the source was gone when this run's turn came: most likely the run that it waited for has taken it. No failure.</summary>
    public static readonly HrisError SourceTaken = new("SourceTaken", ObjectNotFound, "the path of the file",
        "Nothing is to be done; Get-HrisSync shows which run has taken the file.");

    /// <summary>Neither a path nor a source is configured.</summary>
    public static readonly HrisError SourceNotConfigured = new("SourceNotConfigured", InvalidArgument, "the name of the connector",
        "Give -Path, or a configuration whose source names a folder or an SFTP server.");

    /// <summary>The SFTP server cannot be reached, or the connection broke (§3).</summary>
    public static readonly HrisError SftpConnectionFailed = new("SftpConnectionFailed", ConnectionError, "the server's name and port",
        "Check the host and the port, the firewall, and that the server runs. Nothing was changed; the next run tries again.");

    /// <summary>The SFTP server refuses the account, its key or its password (§3).</summary>
    public static readonly HrisError SftpAuthenticationFailed = new("SftpAuthenticationFailed", AuthenticationError, "the server's name and port",
        "Check the user name, the password or the private key, and that the server knows the public key.");

    /// <summary>The SFTP server shows a key that is not pinned (§3).</summary>
    public static readonly HrisError SftpHostKeyMismatch = new("SftpHostKeyMismatch", SecurityError, "the server's name and port",
        "Ask the server's administrator, by another way, whether the key was changed. Only then put the new fingerprint under hostKeys. Until then somebody else may be answering.");

    /// <summary>The private key that signs in to the SFTP server cannot be opened.</summary>
    public static readonly HrisError SftpKeyUnusable = new("SftpKeyUnusable", AuthenticationError, "the path of the key file",
        "Check the path and the permissions of privateKeyFile, and its passphrase. OpenSSH, PEM and PuTTY keys are understood.");

    /// <summary>A secret is not where the configuration says.</summary>
    public static readonly HrisError SecretUnavailable = new("SecretUnavailable", ObjectNotFound, "the name under which the configuration looks for the secret",
        "Put the secret where the configuration says, for the account that runs the synchronization, or give it with -Credential or -KeyPassphrase.");

    /// <summary>A file that holds a secret can be read by others.</summary>
    public static readonly HrisError SecretNotPrivate = new("SecretNotPrivate", SecurityError, "the path of the secret's file",
        "Take away every other account's right to read the file (chmod 600, or its security settings on Windows), and change the secret if others may have seen it.");

    /// <summary>The file is not encrypted, and the configuration asks for encryption (§3).</summary>
    public static readonly HrisError FileNotEncrypted = new("FileNotEncrypted", SecurityError, "the name of the file",
        "The sender must encrypt the file with the connector's public key (Protect-HrisCsv, or gpg --armor --encrypt). Delete the plain file from the source: it may hold personal data.");

    /// <summary>The file is a binary PGP message (§3).</summary>
    public static readonly HrisError EncryptedFileNotArmored = new("EncryptedFileNotArmored", InvalidData, "the name of the file",
        "The sender must write the message as text that begins with -----BEGIN PGP MESSAGE----- (gpg --armor).");

    /// <summary>The file is encrypted for somebody else (§3).</summary>
    public static readonly HrisError EncryptedForAnotherKey = new("EncryptedForAnotherKey", InvalidData, "the name of the file",
        "The sender must encrypt with the public key that belongs to the configured private key; the one of a test environment is not the one of production.");

    /// <summary>The private key cannot be opened with this passphrase (§3).</summary>
    public static readonly HrisError KeyPassphraseWrong = new("KeyPassphraseWrong", AuthenticationError, "the name of the file, or the path of the key file",
        "Nothing is wrong with the file. Correct encryption.passphrase or -KeyPassphrase; the next run takes the file.");

    /// <summary>A PGP key file does not exist or holds no usable key.</summary>
    public static readonly HrisError KeyUnusable = new("KeyUnusable", InvalidArgument, "the path of the key file",
        "Check the path, that the account may read the file, and that it holds an armored key that can encrypt or decrypt.");

    /// <summary>The encrypted file ends too early (§3).</summary>
    public static readonly HrisError EncryptedFileTruncated = new("EncryptedFileTruncated", InvalidData, "the name of the file",
        "The upload was cut short. The sender must upload the file again, best under a name that ends in .part and is renamed at the end.");

    /// <summary>The encrypted file is not as its sender made it (§3).</summary>
    public static readonly HrisError EncryptedFileAltered = new("EncryptedFileAltered", SecurityError, "the name of the file",
        "The file was damaged or altered on its way. The sender must upload it again; if it happens again, find out who can write there.");

    /// <summary>The encrypted file has no integrity protection (§3).</summary>
    public static readonly HrisError EncryptedFileUnprotected = new("EncryptedFileUnprotected", SecurityError, "the name of the file",
        "The sender must use a program that protects the integrity of what it encrypts (MDC), as every current one does, and no --rfc2440, --disable-mdc or similar.");

    /// <summary>The file is encrypted in a way that is not supported, such as AEAD (§3).</summary>
    public static readonly HrisError EncryptionMethodNotSupported = new("EncryptionMethodNotSupported", InvalidData, "the name of the file",
        "The sender must encrypt for the connector's public key, not with a password, and without AEAD. gpg 2.3 or later uses AEAD when the public key asks for it: docs/encryption.md says how to make the key say no-aead.");

    /// <summary>The file becomes larger than allowed when it is decrypted (§3).</summary>
    public static readonly HrisError DecryptedFileTooLarge = new("DecryptedFileTooLarge", LimitsExceeded, "the name of the file",
        "Find out what the sender uploaded. If the users file really is that large, raise encryption.maxDecryptedMegabytes.");

    /// <summary>The file is not signed by a trusted signer (§3).</summary>
    public static readonly HrisError SignerNotTrusted = new("SignerNotTrusted", SecurityError, "the name of the file, or the path of the key file",
        "The sender must sign with a key of encryption.trustedSigners. If the key was changed, verify it with the sender before you trust it.");

    /// <summary>The file is no valid PGP message (§3).</summary>
    public static readonly HrisError EncryptedFileInvalid = new("EncryptedFileInvalid", InvalidData, "the name of the file",
        "The sender must upload one armored PGP message that holds one file.");

    /// <summary>The file is not UTF-8 (§3).</summary>
    public static readonly HrisError FileEncodingNotSupported = new("FileEncodingNotSupported", InvalidData, "the name of the file",
        "Export the file as UTF-8, with or without byte order mark.");

    /// <summary>The file has no content (§3).</summary>
    public static readonly HrisError FileEmpty = new("FileEmpty", InvalidData, "the name of the file",
        "Check the export of the HR system; the file must have a header and at least one user.");

    /// <summary>The file has a header alone (§3).</summary>
    public static readonly HrisError FileContainsNoData = new("FileContainsNoData", InvalidData, "the name of the file",
        "Check the export of the HR system; the file must have at least one user.");

    /// <summary>Required columns are missing (§3).</summary>
    public static readonly HrisError RequiredFieldsMissing = new("RequiredFieldsMissing", InvalidData, "the name of the file",
        "Add the columns to the export, or name the file's own headers under columns in the configuration.");

    /// <summary>A header stands twice (§3).</summary>
    public static readonly HrisError DuplicateHeaders = new("DuplicateHeaders", InvalidData, "the name of the file",
        "Remove or rename the repeated columns in the export.");

    /// <summary>The header cannot be read as CSV.</summary>
    public static readonly HrisError HeaderUnreadable = new("HeaderUnreadable", InvalidData, "the name of the file",
        "Correct the first line of the file: a quote is not closed, or the line is far too long.");

    /// <summary>A regular expression of the configuration ran out of time on a line.</summary>
    public static readonly HrisError ConditionTimedOut = new("ConditionTimedOut", LimitsExceeded, "the number of the line that took too long",
        "Simplify the regular expression of the condition; nothing was changed.");

    /// <summary>The group rules file has faults (§5).</summary>
    public static readonly HrisError GroupRulesInvalid = new("GroupRulesInvalid", InvalidData, "the path of the rules file; with Test-HrisGroupRule, the number of the line",
        "Correct each line of the rules file that the message lists; Test-HrisGroupRule checks the file without a synchronization.");

    /// <summary>The group rules file does not exist or cannot be read.</summary>
    public static readonly HrisError GroupRulesUnreadable = new("GroupRulesUnreadable", ReadError, "the path of the rules file",
        "Check the path, that no spreadsheet program holds the file, and that the account may read it.");

    /// <summary>Too many users would be changed (§7).</summary>
    public static readonly HrisError SafetyThresholdExceeded = new("SafetyThresholdExceeded", LimitsExceeded, "the name of the file",
        "Look at the file with Invoke-HrisSync -WhatIf. If it is right, run once with -Force or raise the limit in the configuration.");

    /// <summary>The configuration file does not exist or cannot be read.</summary>
    public static readonly HrisError ConfigurationNotFound = new("ConfigurationNotFound", ObjectNotFound, "the path of the configuration file",
        "Check the path given with -Configuration.");

    /// <summary>The configuration file has faults.</summary>
    public static readonly HrisError ConfigurationInvalid = new("ConfigurationInvalid", InvalidArgument, "the path of the configuration file, or the value that does not fit the file or the directory",
        "Correct each line that the message lists; hris.schema.json, which ships with the module, describes every property.");

    /// <summary>Another run on the same connector is active.</summary>
    public static readonly HrisError RunAlreadyActive = new("RunAlreadyActive", ResourceBusy, "the name of the connector, or the number of the run",
        "Wait until the other run has ended (Get-HrisSync -Status Running shows it), or separate the schedules.");

    /// <summary>The run was stopped before its end.</summary>
    public static readonly HrisError RunStopped = new("RunStopped", OperationStopped, "the path of the file, or the number of the run that was to be taken back",
        "Run the same file, or the same undo, again; it completes the work.");

    /// <summary>No run has that id.</summary>
    public static readonly HrisError RunNotFound = new("RunNotFound", ObjectNotFound, "the number of the run",
        "Get-HrisSync lists the runs of the connector.");

    /// <summary>Users are no longer as the run that is to be taken back left them (§7).</summary>
    public static readonly HrisError UsersChangedSince = new("UsersChangedSince", InvalidOperation, "the number of the run",
        "The logs of this undo (Get-HrisSync -Last 1) name the users and say why. Take the later synchronizations back first, or repeat with -Force: then these users too get the values of before.");

    /// <summary>The run changed nobody, so nothing can be taken back.</summary>
    public static readonly HrisError NothingToUndo = new("NothingToUndo", InvalidOperation, "the number of the run",
        "Get-HrisSync shows what each synchronization created, updated and archived.");

    /// <summary>The run is taken back already.</summary>
    public static readonly HrisError AlreadyUndone = new("AlreadyUndone", InvalidOperation, "the number of the run",
        "To have its changes again, synchronize its file again, or take the undo back with its own id.");

    /// <summary>What the users were before the run is not kept.</summary>
    public static readonly HrisError UndoImagesMissing = new("UndoImagesMissing", ObjectNotFound, "the number of the run",
        "The run is older than logs.retentionDays, or was made by a version without undo. Synchronize a file with the right values instead.");

    /// <summary>The connector store cannot be opened or written.</summary>
    public static readonly HrisError StoreUnavailable = new("StoreUnavailable", OpenError, "the connector's folder",
        "Check that the data folder exists, that the disk has room and that the account may write there.");

    /// <summary>The store was made by a newer version.</summary>
    public static readonly HrisError StoreTooNew = new("StoreTooNew", OpenError, "the path of the store",
        "Update the module to the version that last used this connector.");

    /// <summary>The store is damaged.</summary>
    public static readonly HrisError StoreDamaged = new("StoreDamaged", InvalidData, "the connector's folder",
        "Put a good copy of store.db in its place; docs/recovery.md says how. The damaged one is kept aside, and nothing is rebuilt by itself.");

    /// <summary>The store is gone, and the connector was used before.</summary>
    public static readonly HrisError StoreMissing = new("StoreMissing", ObjectNotFound, "the connector's folder",
        "Put a good copy of store.db in its place; docs/recovery.md says how. To begin anew on purpose, move the connector's whole folder away: then every user looks new.");

    /// <summary>The private copy of the file or the plan cannot be written.</summary>
    public static readonly HrisError WorkFolderNotWritten = new("WorkFolderNotWritten", WriteError, "the folder or the file that could not be written",
        "Check that the disk has room and that the account may write in the data folder, then run the file again.");

    /// <summary>The logs cannot be written.</summary>
    public static readonly HrisError LogNotWritten = new("LogNotWritten", WriteError, "the folder of the logs",
        "Check that the disk has room and that the account may write in the data folder, then run the file again.");

    /// <summary>The export's destination exists.</summary>
    public static readonly HrisError ExportExists = new("ExportExists", ResourceExists, "the path of the file",
        "Choose another path, or give -Force to replace the file.");

    /// <summary>The export cannot be written.</summary>
    public static readonly HrisError ExportNotWritten = new("ExportNotWritten", WriteError, "the path of the file",
        "Check that the destination's folder exists and that the account may write there.");

    /// <summary>A file that is to be encrypted is a PGP message already.</summary>
    public static readonly HrisError FileAlreadyEncrypted = new("FileAlreadyEncrypted", InvalidData, "the path of the file",
        "Upload the file as it is, or give the plain users file.");

    /// <summary>Several files are to be made, and the destination is the name of one.</summary>
    public static readonly HrisError DestinationNotAFolder = new("DestinationNotAFolder", InvalidArgument, "the path of the destination",
        "Give an existing folder as -DestinationPath, or none: then each file is made beside its original.");

    /// <summary>A file that would be made is there already.</summary>
    public static readonly HrisError DestinationExists = new("DestinationExists", ResourceExists, "the path of the file that is there",
        "Choose another path. Protect-HrisCsv -Force replaces an encrypted file.");

    /// <summary>A file cannot be written.</summary>
    public static readonly HrisError DestinationNotWritten = new("DestinationNotWritten", WriteError, "the path of the file that could not be written",
        "Check that the destination's folder exists, that the disk has room and that the account may write there.");

    /// <summary>A notice cannot be sent, or the mail server cannot be used.</summary>
    public static readonly HrisError MailServerFailed = new("MailServerFailed", ConnectionError, "the name of the mail server",
        "Check the host, the port, the security and the credentials under notices.smtp; Test-HrisConfiguration tries them.");

    /// <summary>The learning platform cannot be reached, does not answer, or is out of service.</summary>
    public static readonly HrisError PlatformUnreachable = new("PlatformUnreachable", ConnectionError, "the request to the platform, the path of the file, the number of the run, or the name of the cmdlet",
        "Check the platform's address in the configuration, the network and the proxy, and whether the platform has an outage. What was done is kept; the next run does the rest.");

    /// <summary>The connector was synchronized with another directory than the configured one.</summary>
    public static readonly HrisError DirectoryChanged = new("DirectoryChanged", InvalidOperation, "the name of the connector",
        "Give the connector a new name in the configuration, so that it begins anew with the other directory; or put the earlier directory back into the configuration. Nothing was changed.");

    /// <summary>The learning platform refused a request of which no single user is the reason.</summary>
    public static readonly HrisError PlatformRequestRefused = new("PlatformRequestRefused", InvalidOperation, "the request to the platform, the path of the file, the number of the run, or the name of the cmdlet",
        "Look the code up in the platform's API documentation, or ask its support. What was done is kept; the next run does the rest.");

    /// <summary>The learning platform does not accept the client.</summary>
    public static readonly HrisError PlatformSignInFailed = new("PlatformSignInFailed", AuthenticationError, "the request to the platform, the path of the file, the number of the run, or the name of the cmdlet",
        "Check the client id and the client secret against those that the platform's API settings show; a secret that was renewed there must be renewed here. The next run does the rest.");

    /// <summary>The learning platform does not let the client do what is needed.</summary>
    public static readonly HrisError PlatformForbidden = new("PlatformForbidden", PermissionDenied, "the request to the platform, the path of the file, the number of the run, or the name of the cmdlet",
        "Give the client the OAuth scope that the message names, in the platform's API settings. The next run does the rest.");

    /// <summary>None of the runs that are to be exported has a log, or a preview is to be exported.</summary>
    public static readonly HrisError LogNotFound = new("LogNotFound", ObjectNotFound, "the path of the ZIP file; for a preview, its result",
        "Export runs that are in the history and whose logs were not moved or deleted by age. A preview has no logs.");

    /// <summary>A failure that nobody foresaw.</summary>
    public static readonly HrisError Unexpected = new("Unexpected", NotSpecified, "what was being worked on, or the name of the cmdlet",
        "Run again with -Verbose and report the error id and the type of the exception.");
}
