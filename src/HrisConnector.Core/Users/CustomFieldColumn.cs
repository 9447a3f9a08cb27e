using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>A custom field with its column in the file at hand.</summary>
internal sealed class CustomFieldColumn
{
    private readonly DateValue? _date;
    private readonly HashSet<Hash128>? _authorized;

    public CustomFieldColumn(CustomFieldConfiguration configuration, int column)
    {
        Name = configuration.Name;
        Column = column;
        if (configuration.Type == CustomFieldType.Date)
            _date = new DateValue(configuration.Formats);
        if (configuration.AuthorizedValues.Count > 0)
            _authorized = new(configuration.AuthorizedValues.Select(value => HashOf(_date?.Normalize(value) ?? value)));
    }

    public string Name { get; }

    public int Column { get; }

    /// <summary>What is wrong with a trimmed value that is not blank.</summary>
    public LineDetails FaultOf(ReadOnlySpan<byte> value)
    {
        if (_date is null && (_authorized is null || _authorized.Contains(Hash128.Of(value))))
            return LineDetails.None; // nearly always, and without a string
        if (Normalize(value) is not { } normalized)
            return LineDetails.CustomFieldTypeMismatch;
        return _authorized is null || _authorized.Contains(HashOf(normalized)) ? LineDetails.None : LineDetails.CustomFieldValueNotAuthorized;
    }

    private static Hash128 HashOf(string value) => Hash128.Of(Encoding.UTF8.GetBytes(value.Normalize(NormalizationForm.FormC)));

    /// <summary>The value as the directory keeps it; null when it is of another type.</summary>
    public string? Normalize(ReadOnlySpan<byte> value)
    {
        var text = Utf8Text.Decode(value);
        return _date is null ? text : _date.Normalize(text);
    }
}
