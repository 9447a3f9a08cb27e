namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The value of a custom field of one user.</summary>
/// <param name="CustomFieldId">The field.</param>
/// <param name="Type"><c>string</c> or <c>date</c>.</param>
/// <param name="Value">The value; a date as <c>2024-01-31</c>.</param>
internal sealed record ApiCustomValue(string CustomFieldId, string Type, string Value)
{
    /// <summary>The field alone: the value is personal data.</summary>
    public override string ToString() => $"a value of the custom field {CustomFieldId}";
}
