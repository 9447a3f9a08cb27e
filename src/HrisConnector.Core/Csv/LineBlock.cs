using System;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Csv;

/// <summary>The lines of one stretch of a file, in order.</summary>
/// <typeparam name="TLine">What is kept of a line.</typeparam>
internal sealed class LineBlock<TLine>
    where TLine : struct
{
    private TLine[] _lines = new TLine[1024];

    /// <summary>The line break before the first line.</summary>
    public long Start { get; private set; }

    /// <summary>Where the stretch is meant to end: at a line break that may stand inside quotes, or at the end of the file.</summary>
    public long Stop { get; private set; }

    /// <summary>Where its last line ended: at <see cref="Stop"/>, or behind it.</summary>
    public long End { get; private set; }

    /// <summary>The physical line that ends there, <see cref="LinesBefore"/> not added.</summary>
    public long EndLine { get; private set; }

    /// <summary>To be added to the line numbers that the reader gave.</summary>
    public long LinesBefore { get; set; }

    /// <summary>True when nobody works on it any more.</summary>
    public bool IsDone { get; set; }

    /// <summary>True when its lines were read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>The number of lines.</summary>
    public int Count { get; private set; }

    /// <summary>A line.</summary>
    public ref TLine this[int index] => ref _lines[index];

    /// <summary>Makes it another stretch, not yet read.</summary>
    /// <param name="start">A line break.</param>
    /// <param name="stop">A line break behind it, or the end of the file.</param>
    public void Reset(long start, long stop)
    {
        (Start, Stop, Count, LinesBefore) = (start, stop, 0, 0);
        (IsDone, IsRead) = (false, false);
    }

    /// <summary>Reads the lines.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="work">What is done with each line.</param>
    /// <param name="start">The line break that ends the line before, where it is another than it was taken to be.</param>
    /// <param name="line">The physical line that it ends.</param>
    /// <param name="isStopped">Asked before each line; what was read is of no use then.</param>
    [MethodImpl(HotPath.Options)]
    public void Fill(CsvLineReader reader, ILineWork<TLine> work, long start, long line, Func<bool> isStopped)
    {
        (Start, End, EndLine, Count) = (start, Stop, line, 0);
        reader.GoTo(start, line);
        while (!isStopped() && reader.Read())
        {
            if (reader.Offset > Stop)
            {
                // The next stretch's first line: there is nothing but line breaks between the last one here and it.
                EndLine = reader.LineBefore(Stop);
                break;
            }

            if (Count == _lines.Length)
                Array.Resize(ref _lines, Count * 2);
            work.Read(reader, out _lines[Count++]);
            if (reader.End >= Stop)
            {
                (End, EndLine) = (reader.End, reader.EndLine);
                break;
            }
        }

        IsRead = true;
    }
}
