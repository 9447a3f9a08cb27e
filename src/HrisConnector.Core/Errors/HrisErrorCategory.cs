namespace HrisConnector.Core.Errors;

/// <summary>What kind of failure an error is. The names are those of PowerShell's <c>ErrorCategory</c>, so that the cmdlets map them by name.</summary>
public enum HrisErrorCategory
{
    /// <summary>A failure that nobody foresaw.</summary>
    NotSpecified,

    /// <summary>Credentials were not accepted.</summary>
    AuthenticationError,

    /// <summary>Another machine cannot be reached.</summary>
    ConnectionError,

    /// <summary>A parameter or a configuration value is wrong.</summary>
    InvalidArgument,

    /// <summary>The file's content cannot be used.</summary>
    InvalidData,

    /// <summary>What was asked for does not fit how things stand.</summary>
    InvalidOperation,

    /// <summary>A limit forbids going on.</summary>
    LimitsExceeded,

    /// <summary>What was named does not exist.</summary>
    ObjectNotFound,

    /// <summary>The user was asked to stop, or stopped the operation.</summary>
    OperationStopped,

    /// <summary>A file or a database could not be opened.</summary>
    OpenError,

    /// <summary>The account may not do this.</summary>
    PermissionDenied,

    /// <summary>Reading failed.</summary>
    ReadError,

    /// <summary>Another process uses the resource.</summary>
    ResourceBusy,

    /// <summary>What would be made is there already.</summary>
    ResourceExists,

    /// <summary>Something is not whom it claims to be, or is not protected as it must be.</summary>
    SecurityError,

    /// <summary>Writing failed.</summary>
    WriteError,
}
