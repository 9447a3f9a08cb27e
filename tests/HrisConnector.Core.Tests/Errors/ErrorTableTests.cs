using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using HrisConnector.Core.Errors;
using Xunit;

namespace HrisConnector.Core.Tests.Errors;

/// <summary>The table of errors is API: scripts test the ids.</summary>
public sealed class ErrorTableTests
{
    // What was ever published. An entry may be added, never renamed, removed or put into another category.
    private const string Published = """
        SourceNotFound ObjectNotFound
        SourceNotAFile InvalidArgument
        SourceUnreadable ReadError
        SourceChanging ResourceBusy
        SourceTaken ObjectNotFound
        SourceNotConfigured InvalidArgument
        SftpConnectionFailed ConnectionError
        SftpAuthenticationFailed AuthenticationError
        SftpHostKeyMismatch SecurityError
        SftpKeyUnusable AuthenticationError
        SecretUnavailable ObjectNotFound
        SecretNotPrivate SecurityError
        FileNotEncrypted SecurityError
        EncryptedFileNotArmored InvalidData
        EncryptedForAnotherKey InvalidData
        KeyPassphraseWrong AuthenticationError
        KeyUnusable InvalidArgument
        EncryptedFileTruncated InvalidData
        EncryptedFileAltered SecurityError
        EncryptedFileUnprotected SecurityError
        EncryptionMethodNotSupported InvalidData
        DecryptedFileTooLarge LimitsExceeded
        SignerNotTrusted SecurityError
        EncryptedFileInvalid InvalidData
        FileEncodingNotSupported InvalidData
        FileEmpty InvalidData
        FileContainsNoData InvalidData
        RequiredFieldsMissing InvalidData
        DuplicateHeaders InvalidData
        HeaderUnreadable InvalidData
        ConditionTimedOut LimitsExceeded
        GroupRulesInvalid InvalidData
        GroupRulesUnreadable ReadError
        SafetyThresholdExceeded LimitsExceeded
        ConfigurationNotFound ObjectNotFound
        ConfigurationInvalid InvalidArgument
        RunAlreadyActive ResourceBusy
        RunStopped OperationStopped
        RunNotFound ObjectNotFound
        UsersChangedSince InvalidOperation
        NothingToUndo InvalidOperation
        AlreadyUndone InvalidOperation
        UndoImagesMissing ObjectNotFound
        StoreUnavailable OpenError
        StoreTooNew OpenError
        StoreDamaged InvalidData
        StoreMissing ObjectNotFound
        WorkFolderNotWritten WriteError
        LogNotWritten WriteError
        ExportExists ResourceExists
        ExportNotWritten WriteError
        FileAlreadyEncrypted InvalidData
        DestinationNotAFolder InvalidArgument
        DestinationExists ResourceExists
        DestinationNotWritten WriteError
        MailServerFailed ConnectionError
        PlatformUnreachable ConnectionError
        DirectoryChanged InvalidOperation
        PlatformRequestRefused InvalidOperation
        PlatformSignInFailed AuthenticationError
        PlatformForbidden PermissionDenied
        LogNotFound ObjectNotFound
        Unexpected NotSpecified
        """;

    [Fact]
    public void No_published_error_ever_changes_its_id_or_its_category()
    {
        var known = Table().Select(error => $"{error.Id} {error.Category}").ToHashSet();

        Assert.Subset(known, Published.ReplaceLineEndings("\n").Split('\n').ToHashSet());
    }

    [Fact]
    public void An_error_has_the_name_under_which_programs_know_it()
    {
        Assert.All(Fields(), field => Assert.Equal(field.Name, ((HrisError)field.GetValue(null)!).Id));
    }

    [Fact]
    public void Each_error_says_what_it_is_about_and_what_to_do()
    {
        Assert.All(Table(), error =>
        {
            Assert.NotEmpty(error.Target);
            Assert.Matches(@"^[A-Z].{20,}\.$", error.Hint);
            Assert.Equal(error.Hint.Trim(), error.Hint);
        });
    }

    [Fact]
    public void No_id_stands_twice()
    {
        Assert.Distinct(Table().Select(error => error.Id), StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<FieldInfo> Fields() =>
        typeof(HrisErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(HrisError));

    private static IEnumerable<HrisError> Table() => Fields().Select(field => (HrisError)field.GetValue(null)!);
}
