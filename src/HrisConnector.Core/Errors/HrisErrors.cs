using static HrisConnector.Core.Errors.HrisErrorCategory;

namespace HrisConnector.Core.Errors;

/// <summary>The table of errors: every failure that this product foresees. Scripts test the ids, so an id never changes its meaning.</summary>
public static class HrisErrors
{
    /// <summary>The file, or the folder of the source, does not exist.</summary>
    public static readonly HrisError SourceNotFound = new("SourceNotFound", ObjectNotFound,
        "Check the path, and that the HR system has delivered the file.");

    /// <summary>The path is a directory or no file system path.</summary>
    public static readonly HrisError SourceNotAFile = new("SourceNotAFile", InvalidArgument,
        "Give the path of a users file, or of its folder with a wildcard, for example drop/*.csv.");

    /// <summary>The file cannot be read: locked, vanished or forbidden.</summary>
    public static readonly HrisError SourceUnreadable = new("SourceUnreadable", ReadError,
        "Check that no other program holds the file and that the account may read it; the next run tries again.");

    /// <summary>The file grew or changed while it was being read.</summary>
    public static readonly HrisError SourceChanging = new("SourceChanging", ResourceBusy,
        "The file is still being written. Nothing was changed; the next run takes it.");

    /// <summary>Neither a path nor a source is configured.</summary>
    public static readonly HrisError SourceNotConfigured = new("SourceNotConfigured", InvalidArgument,
        "Give -Path, or a configuration whose source names a folder.");

    /// <summary>The file is not UTF-8 (§3).</summary>
    public static readonly HrisError FileEncodingNotSupported = new("FileEncodingNotSupported", InvalidData,
        "Export the file as UTF-8, with or without byte order mark.");

    /// <summary>The file has no content (§3).</summary>
    public static readonly HrisError FileEmpty = new("FileEmpty", InvalidData,
        "Check the export of the HR system; the file must have a header and at least one user.");

    /// <summary>The file has a header alone (§3).</summary>
    public static readonly HrisError FileContainsNoData = new("FileContainsNoData", InvalidData,
        "Check the export of the HR system; the file must have at least one user.");

    /// <summary>Required columns are missing (§3).</summary>
    public static readonly HrisError RequiredFieldsMissing = new("RequiredFieldsMissing", InvalidData,
        "Add the columns to the export, or name the file's own headers under columns in the configuration.");

    /// <summary>A header stands twice (§3).</summary>
    public static readonly HrisError DuplicateHeaders = new("DuplicateHeaders", InvalidData,
        "Remove or rename the repeated columns in the export.");

    /// <summary>The header cannot be read as CSV.</summary>
    public static readonly HrisError HeaderUnreadable = new("HeaderUnreadable", InvalidData,
        "Correct the first line of the file: a quote is not closed, or the line is far too long.");

    /// <summary>A regular expression of the configuration ran out of time on a line.</summary>
    public static readonly HrisError ConditionTimedOut = new("ConditionTimedOut", LimitsExceeded,
        "Simplify the regular expression of the condition; nothing was changed.");

    /// <summary>The group rules file has faults (§5).</summary>
    public static readonly HrisError GroupRulesInvalid = new("GroupRulesInvalid", InvalidData,
        "Correct each line of the rules file that the message lists; Test-HrisGroupRule checks the file without a synchronization.");

    /// <summary>The group rules file does not exist or cannot be read.</summary>
    public static readonly HrisError GroupRulesUnreadable = new("GroupRulesUnreadable", ReadError,
        "Check the path, that no spreadsheet program holds the file, and that the account may read it.");

    /// <summary>Too many users would be changed (§7).</summary>
    public static readonly HrisError SafetyThresholdExceeded = new("SafetyThresholdExceeded", LimitsExceeded,
        "Look at the file with Invoke-HrisSync -WhatIf. If it is right, run once with -Force or raise the limit in the configuration.");

    /// <summary>The configuration file does not exist or cannot be read.</summary>
    public static readonly HrisError ConfigurationNotFound = new("ConfigurationNotFound", ObjectNotFound,
        "Check the path given with -Configuration.");

    /// <summary>The configuration file has faults.</summary>
    public static readonly HrisError ConfigurationInvalid = new("ConfigurationInvalid", InvalidArgument,
        "Correct each line that the message lists; hris.schema.json, which ships with the module, describes every property.");

    /// <summary>Another run on the same connector is active.</summary>
    public static readonly HrisError RunAlreadyActive = new("RunAlreadyActive", ResourceBusy,
        "Wait until the other run has ended (Get-HrisSync -Status Running shows it), or separate the schedules.");

    /// <summary>The run was stopped before its end.</summary>
    public static readonly HrisError RunStopped = new("RunStopped", OperationStopped,
        "Run the same file again; the next run completes the work.");

    /// <summary>No run has that id.</summary>
    public static readonly HrisError RunNotFound = new("RunNotFound", ObjectNotFound,
        "Get-HrisSync lists the runs of the connector.");

    /// <summary>The connector store cannot be opened or written.</summary>
    public static readonly HrisError StoreUnavailable = new("StoreUnavailable", OpenError,
        "Check that the data folder exists, that the disk has room and that the account may write there.");

    /// <summary>The store was made by a newer version.</summary>
    public static readonly HrisError StoreTooNew = new("StoreTooNew", OpenError,
        "Update the module to the version that last used this connector.");

    /// <summary>The store is damaged.</summary>
    public static readonly HrisError StoreDamaged = new("StoreDamaged", InvalidData,
        "Keep the file store.db aside and put a good copy of it in its place. Nothing was changed, and nothing is rebuilt by itself.");

    /// <summary>The private copy of the file or the plan cannot be written.</summary>
    public static readonly HrisError WorkFolderNotWritten = new("WorkFolderNotWritten", WriteError,
        "Check that the disk has room and that the account may write in the data folder, then run the file again.");

    /// <summary>The logs cannot be written.</summary>
    public static readonly HrisError LogNotWritten = new("LogNotWritten", WriteError,
        "Check that the disk has room and that the account may write in the data folder, then run the file again.");

    /// <summary>The export's destination exists.</summary>
    public static readonly HrisError ExportExists = new("ExportExists", ResourceExists,
        "Choose another -DestinationPath, or give -Force to replace the file.");

    /// <summary>The export cannot be written.</summary>
    public static readonly HrisError ExportNotWritten = new("ExportNotWritten", WriteError,
        "Check that the destination's folder exists and that the account may write there.");

    /// <summary>A log of the run is no longer there.</summary>
    public static readonly HrisError LogNotFound = new("LogNotFound", ObjectNotFound,
        "The log file was moved or deleted; the other runs can still be exported.");

    /// <summary>A failure that nobody foresaw.</summary>
    public static readonly HrisError Unexpected = new("Unexpected", NotSpecified,
        "Run again with -Verbose and report the error id and the type of the exception.");
}
