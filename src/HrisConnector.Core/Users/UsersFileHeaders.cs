using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>The headers of a users file, for somebody who is about to name one.</summary>
public static class UsersFileHeaders
{
    private const string Armor = "-----BEGIN ";

    /// <summary>Reads the first line of a file, whatever else is in it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="configuration">Says what separates the columns.</param>
    /// <returns>The trimmed headers; none when the first line cannot be read or the file is encrypted.</returns>
    /// <exception cref="System.IO.IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<string> Read(string path, ConnectorConfiguration configuration)
    {
        if (configuration is null)
            throw new ArgumentNullException(nameof(configuration));
        using var reader = new CsvLineReader(path, configuration.Delimiter);
        if (!reader.Read() || reader.Fault != LineFault.None)
            return [];
        var headers = new string[reader.FieldCount];
        for (var i = 0; i < headers.Length; i++)
            headers[i] = Utf8Text.Decode(Utf8Text.Trim(reader.Field(i)));
        return headers[0].StartsWith(Armor, StringComparison.Ordinal) ? [] : headers.Where(header => header.Length > 0).ToArray();
    }
}
