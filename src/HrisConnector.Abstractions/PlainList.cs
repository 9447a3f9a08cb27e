using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;

namespace HrisConnector;

/// <summary>A list that is text where text is wanted: <c>Export-Csv</c> writes its values, not the name of its type.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class PlainList<T> : ReadOnlyCollection<T>
{
    private PlainList(IList<T> values)
        : base(values)
    {
    }

    /// <summary>A list of the same values.</summary>
    /// <param name="values">The values; null for none.</param>
    public static IReadOnlyList<T> Of(IReadOnlyList<T>? values) => values as PlainList<T> ?? new PlainList<T>(values as IList<T> ?? values?.ToArray() ?? []);

    /// <summary>The values, with bars between them.</summary>
    /// <returns>Text for a cell.</returns>
    public override string ToString() => string.Join(" | ", this);
}
