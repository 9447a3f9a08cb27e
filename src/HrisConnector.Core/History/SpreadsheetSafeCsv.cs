using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.History;

/// <summary>
/// Copies a CSV log so that a spreadsheet runs none of its cells (design.md): a cell that begins like a formula gets a <c>'</c>
/// in front, inside its quotes. Plain signed numbers and phone numbers are left alone, and so is every other byte.
/// </summary>
internal static class SpreadsheetSafeCsv
{
    public static void Copy(string path, Stream output, CancellationToken cancellationToken)
    {
        using var reader = new CsvLineReader(path, CsvLog.SeparatorOf(path));
        using var copier = new ByteCopier(path, output);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            CopyLine(reader, copier);
            reader.ExpectedColumns = 0;
        }

        copier.CopyUntil(reader.Length);
    }

    private static void CopyLine(CsvLineReader reader, ByteCopier copier)
    {
        if (reader.Fault != LineFault.None)
        {
            CopyUnreadable(reader, copier);
            return;
        }

        var offset = reader.Offset;
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var raw = reader.RawField(i);
            if (IsFormula(reader.Field(i)))
            {
                copier.CopyUntil(offset + StartOfText(raw));
                copier.Insert([(byte)'\'']);
            }

            offset += raw.Length + 1;
        }
    }

    // Nobody can say where its cells are: every place where one could begin is looked at.
    private static void CopyUnreadable(CsvLineReader reader, ByteCopier copier)
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
            {
                copier.CopyUntil(reader.Offset + start + text);
                copier.Insert([(byte)'\'']);
            }

            start = i + 1;
        }
    }

    // Behind the opening quote, if there is one.
    private static int StartOfText(ReadOnlySpan<byte> raw) => raw.Length > 0 && raw[0] == '"' ? 1 : 0;

    /// <summary>Whether a spreadsheet would run a cell: = @ + - or a control character in front, white space skipped.</summary>
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
