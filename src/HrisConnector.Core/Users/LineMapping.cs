using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Line → what it says by itself. For one thread.</summary>
internal sealed class LineMapping(ConnectorConfiguration configuration, ColumnMap columns) : ILineWork<LineFacts>
{
    private readonly Perimeter _perimeter = new(configuration, columns);
    private readonly ProtectedUsers _protected = new(configuration);

    /// <summary>Reads the values of the lines that say something new.</summary>
    public UserMapper Mapper { get; } = new(configuration, columns);

    /// <inheritdoc/>
    [MethodImpl(HotPath.Options)]
    public void Read(CsvLineReader reader, out LineFacts line)
    {
        line = default;
        line.Offset = reader.Offset;
        line.LineNumber = (int)Math.Min(reader.LineNumber, int.MaxValue);
        line.Columns = reader.FoundColumns;
        line.Fault = reader.Fault;
        if (line.Fault != LineFault.None)
        {
            line.Details = LineDetails.ReadingError;
            return;
        }

        Mapper.Map(reader, ref line);
        line.Inside = _perimeter.Contains(reader);
        line.Protected = _protected.Contains(line.UniqueId);
    }
}
