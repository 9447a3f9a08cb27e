namespace HrisConnector.Core.Configuration;

/// <summary>The type of a custom field.</summary>
public enum CustomFieldType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A calendar date.</summary>
    Date,
}
