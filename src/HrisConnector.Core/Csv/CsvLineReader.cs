using System;
using System.IO;
using System.Runtime.CompilerServices;
using CsvHelper;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Csv;

/// <summary>
/// Reads a users file line by line (a line is a CSV record) from a verified UTF-8 file. One bad line never spoils its
/// neighbours: where an unclosed quote or an endless line would swallow what follows, the line ends at its first line break
/// and reading starts again behind it (behaviour.md §4, "reading").
/// </summary>
/// <remarks>Fields are spans into the parser's buffer, valid until the next <see cref="Read"/>.</remarks>
internal sealed class CsvLineReader : IDisposable
{
    /// <summary>The longest line that is read, in bytes. Nobody's HR record has a megabyte; an unclosed quote has.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private const int GoodLinesToLargeBuffer = 256;

    private readonly FileStream _stream;
    private readonly CsvReaderOptions _options;
    private readonly CsvReaderOptions _optionsBehindFault;
    private CsvReader _reader;
    private byte[]? _block;
    private int _goodLinesToGo; // until the large buffer is used again
    private CsvMalformedReason? _malformed;
    private long _base; // where in the file the present parser started
    private long _baseLine; // physical lines before that place
    private long _end; // behind the last line read, its line break not included
    private long _endLine = 1; // the physical line on which that end is

    /// <summary>Opens a file.</summary>
    /// <param name="path">A file that nobody changes while it is read.</param>
    /// <param name="delimiter">The delimiter, or null to detect it from the header.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public CsvLineReader(string path, char? delimiter)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        Separator = delimiter ?? DetectDelimiter();
        _options = new CsvReaderOptions
        {
            Separator = Separator,
            HasHeader = false,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            MaxRecordSize = MaxLineBytes + 64 * 1024, // asked by the parser only when it needs room: Read has the last word
            IncludeValuesInExceptions = false,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => _malformed ??= record.Reason,
        };
        // Faults come in swarms: reading starts again with a small buffer, else each fault would read and parse 64 KiB for nothing.
        _optionsBehindFault = _options with { BufferSize = 2048 };
        _reader = StartAt(0, 0, _options);
    }

    /// <summary>The delimiter in use.</summary>
    public char Separator { get; }

    /// <summary>The number of columns that the header has; lines with another number are faulty. 0 until it is set.</summary>
    public int ExpectedColumns { get; set; }

    /// <summary>The physical line on which the current line begins, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Where the current line begins, in bytes from the start of the file.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the current line ends, its line break not included, in bytes from the start of the file.</summary>
    public long End => _end;

    /// <summary>The number of fields of the current line; 0 when it could not be read.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The number of fields that were found, also in a line that could not be read for their number.</summary>
    public int FoundColumns { get; private set; }

    /// <summary>Why the current line could not be read.</summary>
    public LineFault Fault { get; private set; }

    /// <summary>The size of the file in bytes.</summary>
    public long Length => _stream.Length;

    /// <summary>What is wrong with the current line, for the log: says the line number and no value.</summary>
    public string FaultReason => FaultReasonOf(Fault, LineNumber, FoundColumns, ExpectedColumns);

    /// <summary>The value of a field as UTF-8, quotes removed.</summary>
    public ReadOnlySpan<byte> Field(int index) => _reader.GetSpan(index);

    /// <summary>A field as it stands in the file, quotes included.</summary>
    public ReadOnlySpan<byte> RawField(int index) => _reader.GetRawSpan(index);

    /// <summary>The current line as it stands in the file, without its line break; for lines that could be read.</summary>
    public ReadOnlySpan<byte> RawRecord => _reader.RawRecord;

    /// <summary>The current line as it stands in the file, without its line break; for lines that cannot be read.</summary>
    public byte[] RawLine()
    {
        using var stream = new FileStream(_stream.Name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        stream.Position = Offset;
        var line = new byte[_end - Offset];
        for (int read, filled = 0; filled < line.Length && (read = stream.Read(line, filled, line.Length - filled)) > 0;)
            filled += read;
        return line;
    }

    /// <summary>What is wrong with a line that could not be read, for the log.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="line">The physical line on which it begins.</param>
    /// <param name="found">The number of its columns.</param>
    /// <param name="expected">The number of columns that the header has.</param>
    public static string FaultReasonOf(LineFault fault, long line, int found, int expected) => fault switch
    {
        LineFault.StrayQuote => $"line {line} has a quote inside a value that does not begin with one",
        LineFault.TextAfterQuote => $"line {line} has text after a closing quote",
        LineFault.UnclosedQuote => $"line {line} opens a quote that is not closed properly",
        LineFault.ColumnCount => $"line {line} has {found} columns and the header has {expected}",
        LineFault.TooLong => $"line {line} is longer than {MaxLineBytes / 1024} KiB",
        _ => "",
    };

    /// <summary>Goes on reading from a line break that ends a line.</summary>
    /// <param name="lineBreak">Where it is.</param>
    /// <param name="line">The physical line that it ends.</param>
    public void GoTo(long lineBreak, long line)
    {
        Restart(lineBreak, line, _options);
        _goodLinesToGo = 0;
    }

    /// <summary>The physical line on which the current line ends.</summary>
    /// <remarks>Not to be asked between two lines: it moves the reader.</remarks>
    public long EndLine => LastLineNumber();

    /// <summary>The physical line that a line break ends between which and the current line there is nothing but line breaks.</summary>
    /// <remarks>Not to be asked between two lines: it moves the reader.</remarks>
    public long LineBefore(long lineBreak) => LineNumber - CountLineBreaks(lineBreak, Offset);

    /// <summary>The first line break that begins at or behind a place; the end of the file when there is none.</summary>
    /// <remarks>Not to be asked between two lines: it moves the reader.</remarks>
    public long LineBreakAt(long place) =>
        Scan(Math.Max(place - 1, 0), (at, b, previous) => at < place || !IsNewLine(b, previous));

    /// <summary>Goes to the next line that is not blank.</summary>
    /// <returns>False at the end of the file.</returns>
    [MethodImpl(HotPath.Options)]
    public bool Read()
    {
        if (_goodLinesToGo > 0 && --_goodLinesToGo == 0)
            Restart(_end, LastLineNumber(), _options);
        _malformed = null;
        Fault = LineFault.None;
        try
        {
            if (!_reader.Read())
                return false;
        }
        catch (CsvFormatException)
        {
            return ReadEndlessLine();
        }

        if (_reader.RawRecord.Length > MaxLineBytes)
            return ReadEndlessLine();
        Offset = _base + _reader.ByteOffset;
        LineNumber = _baseLine + _reader.LineNumber;
        FieldCount = FoundColumns = _reader.FieldCount;
        if (_malformed is not null || (FieldCount != ExpectedColumns && ExpectedColumns != 0))
        {
            ReadFaultyLine(_reader.RawRecord);
            return true;
        }

        _end = Offset + _reader.RawRecord.Length;
        _endLine = 0;
        return true;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private void ReadFaultyLine(ReadOnlySpan<byte> raw)
    {
        FieldCount = 0;
        var lineBreak = raw.IndexOfAny((byte)'\r', (byte)'\n');
        if (lineBreak >= 0)
        {
            // It went over several physical lines: only the first is surely its own.
            Fault = LineFault.UnclosedQuote;
            RestartBehindFault(Offset + lineBreak);
            return;
        }

        Fault = _malformed switch
        {
            CsvMalformedReason.StrayQuote => LineFault.StrayQuote,
            CsvMalformedReason.TextAfterClosingQuote => LineFault.TextAfterQuote,
            null => LineFault.ColumnCount,
            _ => LineFault.UnclosedQuote,
        };
        _end = Offset + raw.Length;
        _endLine = 0;
    }

    /// <summary>A record is over the limit: find the record's beginning and its first line break ourselves.</summary>
    private bool ReadEndlessLine()
    {
        FieldCount = FoundColumns = 0;
        (Offset, LineNumber) = SkipLineBreaks(_end, LastLineNumber());
        var lineBreak = LineBreakAt(Offset);
        Fault = lineBreak - Offset > MaxLineBytes ? LineFault.TooLong : LineFault.UnclosedQuote;
        RestartBehindFault(lineBreak);
        return true;
    }

    // The physical line of _end. Counted only when it is needed: the last line read may hold line breaks of its own.
    private long LastLineNumber() => _endLine != 0 ? _endLine : LineNumber + CountLineBreaks(Offset, _end);

    private void RestartBehindFault(long lineBreak)
    {
        Restart(lineBreak, LineNumber, _optionsBehindFault);
        _goodLinesToGo = GoodLinesToLargeBuffer;
    }

    // From the line break itself, not from behind it: the parser passes over it as a blank line, and it would take a byte order
    // mark away that is the first it sees.
    private void Restart(long lineBreak, long line, CsvReaderOptions options)
    {
        _reader.Dispose();
        _reader = StartAt(lineBreak, line - 1, options);
        _end = lineBreak;
        _endLine = line;
    }

    private CsvReader StartAt(long offset, long linesBefore, CsvReaderOptions options)
    {
        _base = offset;
        _baseLine = linesBefore;
        _stream.Position = offset;
        return CsvReader.Create(_stream, options, leaveOpen: true);
    }

    private char DetectDelimiter()
    {
        var start = new byte[MaxLineBytes];
        var read = 0;
        for (int n; read < start.Length && (n = _stream.Read(start, read, start.Length - read)) > 0;)
            read += n;
        return Delimiter.Detect(start.AsSpan(0, read));
    }

    private (long Offset, long Line) SkipLineBreaks(long offset, long line)
    {
        var breaks = 0L;
        var next = Scan(offset, (place, b, previous) =>
        {
            if (place < 3 && b is 0xEF or 0xBB or 0xBF)
                return true; // the byte order mark
            if (b is not ((byte)'\r' or (byte)'\n'))
                return false;
            breaks += IsNewLine(b, previous) ? 1 : 0;
            return true;
        });
        return (next, line + breaks);
    }

    private long CountLineBreaks(long from, long to)
    {
        var breaks = 0L;
        Scan(from, (place, b, previous) =>
        {
            if (place >= to)
                return false;
            breaks += IsNewLine(b, previous) ? 1 : 0;
            return true;
        });
        return breaks;
    }

    private static bool IsNewLine(byte b, byte previous) => b == '\r' || (b == '\n' && previous != '\r');

    /// <summary>Goes over the bytes of the file as long as it is told to.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="goOn">Given the place of a byte, the byte and the one before it.</param>
    /// <returns>The place of the byte at which it was told to stop, or the end of the file.</returns>
    private long Scan(long offset, Func<long, byte, byte, bool> goOn)
    {
        var block = _block ??= new byte[64 * 1024];
        byte previous = 0;
        _stream.Position = offset;
        for (int read; (read = _stream.Read(block, 0, block.Length)) > 0;)
        {
            for (var i = 0; i < read; i++, offset++)
            {
                if (!goOn(offset, block[i], previous))
                    return offset;
                previous = block[i];
            }
        }

        return offset;
    }
}
