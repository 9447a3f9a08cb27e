using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Which column of a file feeds which field. Headers are compared trimmed and without regard to case (behaviour.md §2).</summary>
internal sealed class ColumnMap
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _fields = new int[UserFields.Count];
    private readonly IReadOnlyList<CustomFieldConfiguration> _customFields;

    private ColumnMap(IReadOnlyList<string> headers, ConnectorConfiguration configuration)
    {
        Headers = headers;
        _customFields = configuration.CustomFields;
        for (var i = headers.Count - 1; i >= 0; i--)
            _columns[headers[i]] = i;
        for (var i = 0; i < _fields.Length; i++)
            _fields[i] = Find(configuration.Columns[i]);
        CustomFields = configuration.CustomFields.Select(field => Find(field.Column)).ToArray();
    }

    /// <summary>The trimmed headers.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The column of each configured custom field, -1 when the file lacks it.</summary>
    public IReadOnlyList<int> CustomFields { get; }

    /// <summary>The column of a field, -1 when the file lacks it.</summary>
    public int this[UserField field] => _fields[(int)field];

    /// <summary>The headers that feed nothing: they are ignored and kept in the CSV log.</summary>
    public IEnumerable<string> Unknown =>
        Headers.Where((_, column) => !_fields.Contains(column) && !CustomFields.Contains(column));

    /// <summary>Reads the header line and tells the reader how many columns to expect.</summary>
    /// <exception cref="HrisException">The texts of behaviour.md §3.</exception>
    public static ColumnMap ReadHeader(CsvLineReader reader, ConnectorConfiguration configuration, string fileName)
    {
        if (!reader.Read())
            throw new HrisException(HrisErrors.FileEmpty, "File is empty", fileName);
        if (reader.Fault != LineFault.None)
            throw new HrisException(HrisErrors.HeaderUnreadable, $"The header of the file cannot be read: {reader.FaultReason}", fileName);
        var headers = new string[reader.FieldCount];
        for (var i = 0; i < headers.Length; i++)
            headers[i] = Utf8Text.Decode(Utf8Text.Trim(reader.Field(i)));
        reader.ExpectedColumns = headers.Length;

        var map = new ColumnMap(headers, configuration);
        var missing = Enumerable.Range(0, UserFields.RequiredCount).Where(field => map._fields[field] < 0).Select(field => configuration.Columns[field]).ToArray();
        if (missing.Length > 0)
            throw new HrisException(HrisErrors.RequiredFieldsMissing, $"Required fields are missing from the CSV header: {string.Join(", ", missing)}", fileName);
        var repeated = headers.Where(header => header.Length > 0).GroupBy(header => header, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        return repeated.Length == 0
            ? map
            : throw new HrisException(HrisErrors.DuplicateHeaders, $"The following fields are mentioned more than once in the file headers: {Printable.Of(string.Join(", ", repeated))}", fileName);
    }

    /// <summary>The columns of a file that we write ourselves, under the default headers.</summary>
    public static ColumnMap Of(IReadOnlyList<string> headers) => Of(headers, new ConnectorConfiguration());

    /// <summary>The columns of a file whose header was judged before; one that is missing now is -1.</summary>
    public static ColumnMap Of(IReadOnlyList<string> headers, ConnectorConfiguration configuration) => new(headers, configuration);

    /// <summary>The column of what a condition names: a user field, else a custom field, else a header; -1 when the file lacks it (behaviour.md §5).</summary>
    public int FindField(string name)
    {
        if (UserFields.Find(name) is { } field)
            return this[field];
        for (var i = 0; i < _customFields.Count; i++)
        {
            if (string.Equals(_customFields[i].Name, name, StringComparison.OrdinalIgnoreCase))
                return CustomFields[i];
        }

        return Find(name);
    }

    /// <summary>The column of a header, -1 when the file lacks it.</summary>
    public int Find(string header) => _columns.TryGetValue(header, out var column) ? column : -1;
}
