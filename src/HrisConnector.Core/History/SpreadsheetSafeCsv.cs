using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.History;

/// <summary>
/// Copies a CSV log so that a spreadsheet runs none of its cells (design.md): a cell that begins like a formula gets a <c>'</c>
/// in front, inside its quotes. Plain signed numbers and phone numbers are left alone, and so is every other byte.
/// </summary>
/// <remarks>Whoever takes the copy compresses it, which costs about as much as finding the cells: a thread of its own finds them, a piece of the file
/// ahead of the copy.</remarks>
internal static class SpreadsheetSafeCsv
{
    private const int PieceBytes = 256 * 1024;
    private const int PiecesAhead = 4;
    private static readonly byte[] Mark = [(byte)'\''];

    public static void Copy(string path, Stream output, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var pieces = new BlockingCollection<(long End, long[] Formulas)>(PiecesAhead);
        var finding = Task.Factory.StartNew(() => Find(path, pieces, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            using var copier = new ByteCopier(path, output);
            foreach (var (end, formulas) in pieces.GetConsumingEnumerable(cancellationToken))
            {
                foreach (var formula in formulas)
                {
                    copier.CopyUntil(formula);
                    copier.Insert(Mark);
                }

                copier.CopyUntil(end);
            }
        }
        catch
        {
            stop.Cancel();
            Task.WaitAny([finding], CancellationToken.None); // it has let go of the file; how it ended is of no interest any more
            throw;
        }

        finding.GetAwaiter().GetResult();
    }

    [MethodImpl(HotPath.Options)]
    private static void Find(string path, BlockingCollection<(long End, long[] Formulas)> pieces, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new CsvLineReader(path, CsvLog.SeparatorOf(path));
            var formulas = new List<long>();
            var nextEnd = (long)PieceBytes;
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Offset >= nextEnd)
                {
                    pieces.Add((reader.Offset, formulas.ToArray()), cancellationToken);
                    formulas.Clear();
                    nextEnd = reader.Offset + PieceBytes;
                }

                if (reader.Fault == LineFault.None)
                    FindInLine(reader, formulas);
                else
                    FindInUnreadable(reader, formulas);
                reader.ExpectedColumns = 0;
            }

            pieces.Add((reader.Length, formulas.ToArray()), cancellationToken);
        }
        finally
        {
            pieces.CompleteAdding();
        }
    }

    [MethodImpl(HotPath.Options)]
    private static void FindInLine(CsvLineReader reader, List<long> formulas)
    {
        var (next, offset) = (0, reader.Offset); // where a field begins, reckoned only as far as it is needed
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var cell = reader.Field(i);
            if (cell.Length == 0 || !MayBeginFormula(cell[0]) || !IsFormula(cell))
                continue;
            for (; next < i; next++)
                offset += reader.RawField(next).Length + 1;
            formulas.Add(offset + StartOfText(reader.RawField(i)));
        }
    }

    // Nobody can say where its cells are: every place where one could begin is looked at.
    private static void FindInUnreadable(CsvLineReader reader, List<long> formulas)
    {
        var line = reader.RawLine();
        var start = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] != reader.Separator)
                continue;
            var cell = line.AsSpan(start, i - start);
            var text = StartOfText(cell);
            if (IsFormula(cell.Slice(text)))
                formulas.Add(reader.Offset + start + text);
            start = i + 1;
        }
    }

    // Behind the opening quote, if there is one.
    private static int StartOfText(ReadOnlySpan<byte> raw) => raw.Length > 0 && raw[0] == '"' ? 1 : 0;

    // Nearly every cell begins with something else, and no more of it is looked at. White space beyond ASCII begins with one of the four bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeginFormula(byte first) => first is <= (byte)' ' or (byte)'=' or (byte)'@' or (byte)'+' or (byte)'-' or 0xC2 or >= 0xE1 and <= 0xE3;

    /// <summary>Whether a spreadsheet would run a cell: = @ + - or a control character in front, white space skipped.</summary>
    [MethodImpl(HotPath.Options)]
    internal static bool IsFormula(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 0 && cell[0] is (byte)'\t' or (byte)'\r' or (byte)'\n')
            return true;
        var text = Utf8Text.Trim(cell);
        return text.Length > 0 && text[0] switch
        {
            (byte)'=' or (byte)'@' => true,
            (byte)'-' => !IsNumber(text.Slice(1)),
            (byte)'+' => !IsNumber(text.Slice(1)) && !IsPhoneNumber(text.Slice(1)),
            _ => false,
        };
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
                digits++;
            else if (b is not ((byte)'.' or (byte)','))
                return false;
        }

        return digits > 0;
    }

    [MethodImpl(HotPath.Options)]
    private static bool IsPhoneNumber(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var b in text)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
                digits++;
            else if (b is not ((byte)' ' or (byte)'(' or (byte)')' or (byte)'.' or (byte)'-' or (byte)'/'))
                return false;
        }

        return digits >= 4;
    }
}
