namespace HrisConnector;

/// <summary>How much an issue of a users file weighs.</summary>
public enum HrisIssueSeverity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Information = 0,

    /// <summary>The user would be synchronized, but not wholly.</summary>
    Warning = 1,

    /// <summary>The line, or the whole file, would not be synchronized.</summary>
    Error = 2,
}
