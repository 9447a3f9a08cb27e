namespace HrisConnector.Core.Directories;

/// <summary>What became of linking a user to their manager.</summary>
internal enum ManagerLink
{
    /// <summary>It is made.</summary>
    Made,

    /// <summary>It could not be made: the next run tries again.</summary>
    Pending,

    /// <summary>The directory does not take this manager: there is no use in trying again until the line changes.</summary>
    Refused,
}
