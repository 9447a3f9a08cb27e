using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>A custom field: which column feeds it and what its values may be (behaviour.md §2).</summary>
/// <param name="Column">The header of the column.</param>
/// <param name="Name">The name of the custom field in the directory.</param>
/// <param name="Type">Its type.</param>
/// <param name="AuthorizedValues">The values that are allowed; empty when all are.</param>
/// <param name="Formats">For dates: .NET date formats accepted besides ISO 8601.</param>
public sealed record CustomFieldConfiguration(
    string Column,
    string Name,
    CustomFieldType Type,
    IReadOnlyList<string> AuthorizedValues,
    IReadOnlyList<string> Formats);
