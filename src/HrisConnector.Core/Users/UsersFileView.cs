using System;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;

namespace HrisConnector.Core.Users;

/// <summary>A users file whose header is known, to be read again from its first line.</summary>
/// <param name="Path">The verified file.</param>
/// <param name="Separator">Its delimiter.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record UsersFileView(string Path, char Separator, ColumnMap Columns)
{
    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="Errors.HrisException">The failures of behaviour.md §3 that are the header's.</exception>
    public static UsersFileView Of(string path, ConnectorConfiguration configuration, string fileName)
    {
        using var reader = new CsvLineReader(path, configuration.Delimiter);
        return new UsersFileView(path, reader.Separator, ColumnMap.ReadHeader(reader, configuration, fileName));
    }

    /// <summary>How many bytes a stretch has that one thread reads at a time.</summary>
    public int BlockSize { get; init; } = 512 * 1024;

    /// <summary>How many threads read a large file. More than a few would wait for the one that takes their lines.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 4);

    /// <summary>The lines after the header, stretch by stretch, read by several threads.</summary>
    /// <param name="newWork">Makes what one thread does with the lines.</param>
    public LineBlocks<TLine> Blocks<TLine>(Func<ILineWork<TLine>> newWork)
        where TLine : struct => new(Open, newWork, BlockSize, Threads);

    /// <summary>A reader that stands before the first line after the header.</summary>
    public CsvLineReader Open()
    {
        var reader = new CsvLineReader(Path, Separator);
        reader.Read();
        reader.ExpectedColumns = Columns.Headers.Count;
        return reader;
    }
}
