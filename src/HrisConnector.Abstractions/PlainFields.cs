using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace HrisConnector;

/// <summary>Values by name that are text where text is wanted. Names are found without regard to case.</summary>
internal sealed class PlainFields : ReadOnlyDictionary<string, string>
{
    private PlainFields(IDictionary<string, string> values)
        : base(values)
    {
    }

    /// <summary>The same values.</summary>
    /// <param name="values">The values; null for none.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string>? values) => values as PlainFields ?? new PlainFields(
        values as IDictionary<string, string> ?? (values ?? new Dictionary<string, string>()).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>The values with their names, with bars between them.</summary>
    /// <returns>Text for a cell.</returns>
    public override string ToString() => string.Join(" | ", this.Select(pair => $"{pair.Key} = {pair.Value}"));
}
