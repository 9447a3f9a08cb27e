using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.History;

/// <summary>Finds the cells of a CSV log that a spreadsheet would run.</summary>
/// <remarks>Up to the first line that cannot be read, the cells are where we read them. From there on a spreadsheet may read on inside a quote that for us
/// ended with its line: every place where a cell could begin is looked at, in quotes or not, to the end of the file.</remarks>
internal sealed class FormulaSearch : IDisposable
{
    private const int PieceBytes = 256 * 1024;
    private readonly CsvLineReader _reader;
    private readonly byte[] _ends; // what a cell ends with, wherever the quotes are
    private bool _everywhere;

    private FormulaSearch(string path)
    {
        _reader = new CsvLineReader(path, CsvLog.SeparatorOf(path));
        _ends = [(byte)_reader.Separator, (byte)'\r', (byte)'\n'];
    }

    /// <summary>The file piece by piece: where each ends, and the places of the formulas in it.</summary>
    public static IEnumerable<(long End, List<long> Formulas)> In(string path, CancellationToken cancellationToken)
    {
        using var search = new FormulaSearch(path);
        for (var goesOn = true; goesOn;)
        {
            var formulas = new List<long>();
            goesOn = search.FindInPiece(formulas, cancellationToken);
            yield return (goesOn ? search._reader.End : search._reader.Length, formulas);
        }
    }

    public void Dispose() => _reader.Dispose();

    /// <returns>False at the end of the file.</returns>
    [MethodImpl(HotPath.Options)]
    private bool FindInPiece(List<long> formulas, CancellationToken cancellationToken)
    {
        var end = _reader.End + PieceBytes;
        while (_reader.End < end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_reader.Read())
                return false;
            var readable = _reader.Fault == LineFault.None;
            _everywhere |= !readable;
            if (_everywhere)
                FindEverywhere(readable ? _reader.RawRecord : _reader.RawLine(), formulas);
            else
                FindInCells(formulas);
        }

        return true;
    }

    [MethodImpl(HotPath.Options)]
    private void FindInCells(List<long> formulas)
    {
        var (next, offset) = (0, _reader.Offset); // where a field begins, reckoned only as far as it is needed
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            var cell = _reader.Field(i);
            if (cell.Length == 0 || !MayBeginFormula(cell[0]) || !IsFormula(cell))
                continue;
            for (; next < i; next++)
                offset += _reader.RawField(next).Length + 1;
            var raw = _reader.RawField(i);
            formulas.Add(offset + (raw[0] == '"' ? 1 : 0));
        }
    }

    private void FindEverywhere(ReadOnlySpan<byte> line, List<long> formulas)
    {
        for (var start = 0; start < line.Length;)
        {
            var rest = line.Slice(start);
            var length = rest.IndexOfAny(_ends);
            var cell = length < 0 ? rest : rest.Slice(0, length);
            var text = BehindQuotes(cell);
            if (MayRun(cell.Slice(text), text, endsLine: length < 0 || rest[length] != _reader.Separator))
                formulas.Add(_reader.Offset + start + text);
            start += cell.Length + 1;
        }
    }

    // One quote opens a cell; of more of them, with blanks between or not, each may be the one that closes it in front of a formula.
    private static int BehindQuotes(ReadOnlySpan<byte> cell)
    {
        var text = 0;
        for (int next; (next = cell.Slice(text).IndexOf((byte)'"')) >= 0 && Utf8Text.Trim(cell.Slice(text, next)).IsEmpty;)
            text += next + 1;
        return text;
    }

    // What a quote opens may go on behind the place where we see its end: a number may be the beginning of a formula, and a blank that of a cell on several lines.
    private static bool MayRun(ReadOnlySpan<byte> text, int quotes, bool endsLine) =>
        IsFormula(text, isWhole: quotes == 0) || (quotes == 1 && endsLine && Utf8Text.Trim(text).IsEmpty);

    // Nearly every cell begins with something else, and no more of it is looked at. White space beyond ASCII begins with one of the four bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayBeginFormula(byte first) => first is <= (byte)' ' or (byte)'=' or (byte)'@' or (byte)'+' or (byte)'-' or 0xC2 or >= 0xE1 and <= 0xE3;

    /// <summary>Whether a spreadsheet would run a cell: = @ + - or a control character in front, white space skipped.</summary>
    /// <param name="cell">The cell, or its beginning.</param>
    /// <param name="isWhole">Whether it is all of the cell, so that it may be a mere number.</param>
    [MethodImpl(HotPath.Options)]
    private static bool IsFormula(ReadOnlySpan<byte> cell, bool isWhole = true)
    {
        if (cell.Length > 0 && cell[0] is (byte)'\t' or (byte)'\r' or (byte)'\n')
            return true;
        var text = Utf8Text.Trim(cell);
        return text.Length > 0 && text[0] switch
        {
            (byte)'=' or (byte)'@' => true,
            (byte)'-' => !(isWhole && IsNumber(text.Slice(1))),
            (byte)'+' => !(isWhole && (IsNumber(text.Slice(1)) || IsPhoneNumber(text.Slice(1)))),
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
