using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using HrisConnector.Core.History;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.History;

/// <summary>design.md, Export: formulas are found a piece of the log ahead of the copy. These logs have many pieces.</summary>
public sealed class SpreadsheetSafeCsvTests
{
    // As they stand in the file, and where the apostrophe goes: behind the quote; -1 for a cell that is left alone.
    private static readonly (string Cell, int Mark)[] Cells =
    [
        ("=1+1", 0), ("@SUM(A1)", 0), ("-2+3", 0), ("+SUM(1)", 0), (" =1", 0), ("\t", 0), ("\u00A0=1", 0), ("\u1680@a", 0), ("\u2003-a", 0), ("\u3000+a", 0), ("\u0085=1", 0),
        ("\"=1,1\"", 1), ("\"\n=1\"", 1), ("\"-\"\"\"", 1),
        ("", -1), ("\"\"", -1), ("\"\"\"=1\"", -1), ("a=b", -1), ("-12.5", -1), ("+33 1 44", -1), ("'=1", -1), ("Zoé", -1), ("Łukasz", -1), ("\u2020=1", -1), ("\u200B=1", -1), (" a", -1), ("12-3", -1),
    ];

    [Fact]
    public void Every_formula_of_a_long_log_gets_its_apostrophe_and_no_other_cell_does()
    {
        var random = new Random(360);
        var (log, expected) = (new StringBuilder("ImportStatus,ImportDetail,a,b,c\n"), new StringBuilder("ImportStatus,ImportDetail,a,b,c\n"));
        for (var line = 0; line < 60_000; line++)
        {
            Append("UserCreated,");
            for (var column = 0; column < 3; column++)
            {
                var (cell, mark) = Cells[random.Next(Cells.Length)];
                Append(",");
                log.Append(cell);
                expected.Append(mark < 0 ? cell : cell.Insert(mark, "'"));
            }

            Append(random.Next(2) == 0 ? "\n" : "\r\n");
        }

        Assert.Equal(expected.ToString(), CopyOf(log.ToString()));

        void Append(string text)
        {
            log.Append(text);
            expected.Append(text);
        }
    }

    [Theory]
    [InlineData("u1,\"x\nu2,\"u2,=1+1,c\"\n", "u1,\"x\nu2,\"u2,'=1+1,c\"\n")]
    [InlineData("u1,\"x\nu2,\"u2\n=1+1\",c\n", "u1,\"x\nu2,\"u2\n'=1+1\",c\n")]
    [InlineData("u1,\"x\"y,c\nu2,\"u2,@a\",c\n", "u1,\"x\"y,c\nu2,\"u2,'@a\",c\n")]
    [InlineData("u1,\"\"=1+1,c\n", "u1,\"\"'=1+1,c\n")]
    [InlineData("u1,x\nu2,\"u2,=1+1,c\"\n", "u1,x\nu2,\"u2,=1+1,c\"\n")] // in good order: one cell that is none
    public void Behind_a_quote_that_is_not_closed_every_place_is_looked_at(string lines, string expected)
    {
        Assert.Equal(CsvLog.FirstHeader + ",a,b\n" + expected, CopyOf(CsvLog.FirstHeader + ",a,b\n" + lines));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_spreadsheet_runs_a_cell_wherever_the_quotes_are(bool textMayFollowQuote)
    {
        string[] parts = [",", ",", "\n", "\r\n", "\"", "\"", "\"\"", "a", "5", " ", "=1", "-b", "+c", "@d", "-1", "é", "\t", "\u00A0", ".5"];
        var random = new Random(20);
        for (var round = 0; round < 3_000; round++)
        {
            var log = new StringBuilder(CsvLog.FirstHeader + ",a,b\n");
            for (var i = random.Next(60); i > 0; i--)
                log.Append(parts[random.Next(parts.Length)]);

            var copy = CopyOf(log.ToString());

            Assert.DoesNotContain(Spreadsheet(copy, textMayFollowQuote), cell => Regex.IsMatch(cell, @"\A\s*([=@]|[+-](?![0-9.,]+\s*\z))"));
        }
    }

    // As spreadsheets read: a quote opens a cell in front of it alone, and line breaks stand in it. They differ in what a quote with text behind it means.
    private static List<string> Spreadsheet(string text, bool textMayFollowQuote)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        var begins = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (begins && c == '"')
            {
                (quoted, begins) = (true, false);
            }
            else if (quoted && c == '"')
            {
                var next = i + 1 < text.Length ? text[i + 1] : '\n';
                if (next == '"')
                    i++;
                if (next != '"' && (textMayFollowQuote || next is ',' or '\r' or '\n'))
                    quoted = false;
                else
                    cell.Append('"');
            }
            else if (!quoted && c is ',' or '\r' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                begins = true;
            }
            else
            {
                cell.Append(c);
                begins = false;
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private static string CopyOf(string log)
    {
        using var file = new TemporaryFile(log);
        using var copy = new MemoryStream();
        SpreadsheetSafeCsv.Copy(file.Path, copy, CancellationToken.None);
        return Encoding.UTF8.GetString(copy.ToArray());
    }

    [Fact]
    public void A_copy_that_cannot_be_written_or_is_stopped_lets_go_of_the_log()
    {
        using var file = new TemporaryFile("ImportStatus,ImportDetail,a\n" + new StringBuilder().Insert(0, "UserCreated,,=1\n", 200_000));
        var path = file.Path;

        using var full = new InterruptedStream(() => throw new IOException("the disk is full"));
        Assert.Equal("the disk is full", Assert.Throws<IOException>(() => SpreadsheetSafeCsv.Copy(path, full, CancellationToken.None)).Message);
        OpenAlone(path);

        using var stop = new CancellationTokenSource();
        using var stopping = new InterruptedStream(stop.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => SpreadsheetSafeCsv.Copy(path, stopping, stop.Token));
        OpenAlone(path);
    }

    [Fact]
    public void A_log_that_cannot_be_opened_is_the_same_failure_as_for_a_plain_copy()
    {
        using var file = new TemporaryFile("");

        Assert.Throws<FileNotFoundException>(() => SpreadsheetSafeCsv.Copy(file.Path + ".none", Stream.Null, CancellationToken.None));
    }

    private static void OpenAlone(string path) => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

    private sealed class InterruptedStream(Action interrupt) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            interrupt();
            base.Write(buffer, offset, count);
        }
    }
}
