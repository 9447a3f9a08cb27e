using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.History;

/// <summary>Reads a CSV log line by line: the two columns that were put in front, and the received cells behind them.</summary>
internal sealed class CsvLogReader : IDisposable
{
    private const int Added = 2; // columns
    private const int MaxAddedBytes = 1024; // of one line

    private readonly CsvLineReader _reader;
    private readonly FileStream _raw;

    /// <summary>Opens a log.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It does not begin as a log does.</exception>
    public CsvLogReader(string path)
    {
        _reader = new CsvLineReader(path, CsvLog.SeparatorOf(path));
        _raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        if (!ReadHeader())
        {
            Dispose();
            throw new InvalidDataException();
        }
    }

    /// <summary>The trimmed headers of the received file.</summary>
    public string[] Headers { get; private set; } = [];

    /// <summary>The physical line on which the line begins, the same as in the received file.</summary>
    public long LineNumber => _reader.LineNumber;

    /// <summary>The <c>ImportStatus</c> of the line.</summary>
    public string Status { get; private set; } = "";

    /// <summary>The <c>ImportDetail</c> of the line.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of the log.</returns>
    public bool Read()
    {
        if (!_reader.Read())
            return false;
        if (_reader.Fault == LineFault.None)
            (Status, Detail) = (Decode(0), Decode(1));
        else
            ReadAdded();
        return true;
    }

    /// <summary>A trimmed cell of the received line; empty when there is no such column or the line could not be read.</summary>
    public string Cell(int column) => column < 0 || _reader.Fault != LineFault.None ? "" : Decode(column + Added);

    public void Dispose()
    {
        _raw.Dispose();
        _reader.Dispose();
    }

    private bool ReadHeader()
    {
        if (!_reader.Read() || _reader.Fault != LineFault.None || _reader.FieldCount < Added || Decode(0) != CsvLog.FirstHeader || Decode(1) != CsvLog.SecondHeader)
            return false;
        _reader.ExpectedColumns = _reader.FieldCount;
        Headers = new string[_reader.FieldCount - Added];
        for (var i = 0; i < Headers.Length; i++)
            Headers[i] = Decode(i + Added);
        return true;
    }

    private string Decode(int field) => Utf8Text.Decode(Utf8Text.Trim(_reader.Field(field)));

    // The line was received unreadable, but what stands before it is ours: two fields, the second in quotes if need be.
    private void ReadAdded()
    {
        _raw.Position = _reader.Offset;
        var bytes = new byte[MaxAddedBytes];
        var text = Encoding.UTF8.GetString(bytes, 0, _raw.Read(bytes, 0, bytes.Length));
        var detail = text.IndexOf(_reader.Separator) + 1;
        var isQuoted = detail < text.Length && text[detail] == '"';
        var end = isQuoted ? text.IndexOf('"', detail + 1) : text.IndexOf(_reader.Separator, detail);
        if (isQuoted)
            detail++;
        (Status, Detail) = detail > 0 && end >= detail ? (text.Substring(0, text.IndexOf(_reader.Separator)), text.Substring(detail, end - detail)) : ("", "");
    }
}
