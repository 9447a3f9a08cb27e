using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.History;

/// <summary>
/// Copies a CSV log so that a spreadsheet runs none of its cells (design.md): a cell that begins like a formula gets a <c>'</c>
/// in front, inside its quotes. Plain signed numbers and phone numbers are left alone, and so is every other byte.
/// </summary>
/// <remarks>Whoever takes the copy compresses it, which costs about as much as finding the cells: another thread finds them, a piece of the file
/// ahead of the copy.</remarks>
internal static class SpreadsheetSafeCsv
{
    private const int PieceBytes = 256 * 1024;
    private static readonly byte[] Mark = [(byte)'\''];

    public static void Copy(string path, Stream output, CancellationToken cancellationToken)
    {
        using var copier = new ByteCopier(path, output);
        foreach (var (end, formulas) in ReadAhead.Of(Find(path, cancellationToken), chunkSize: 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var formula in formulas)
            {
                copier.CopyUntil(formula);
                copier.Insert(Mark);
            }

            copier.CopyUntil(end);
        }
    }

    /// <summary>The file piece by piece: where each ends, and the places of the formulas in it.</summary>
    private static IEnumerable<(long End, List<long> Formulas)> Find(string path, CancellationToken cancellationToken)
    {
        using var reader = new CsvLineReader(path, CsvLog.SeparatorOf(path));
        for (var goesOn = true; goesOn;)
        {
            var formulas = new List<long>();
            goesOn = FindInPiece(reader, formulas, cancellationToken);
            yield return (goesOn ? reader.End : reader.Length, formulas);
        }
    }

    /// <returns>False at the end of the file.</returns>
    [MethodImpl(HotPath.Options)]
    private static bool FindInPiece(CsvLineReader reader, List<long> formulas, CancellationToken cancellationToken)
    {
        var end = reader.End + PieceBytes;
        while (reader.End < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!reader.Read())
                return false;
            if (reader.Fault == LineFault.None)
                FindInLine(reader, formulas);
            else
                FindInUnreadable(reader, formulas);
            reader.ExpectedColumns = 0;
        }

        return true;
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
