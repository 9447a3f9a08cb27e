using System;
using System.IO;
using System.Text;
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

        using var file = new TemporaryFile(log.ToString());
        using var copy = new MemoryStream();
        SpreadsheetSafeCsv.Copy(file.Path, copy, CancellationToken.None);

        Assert.Equal(expected.ToString(), Encoding.UTF8.GetString(copy.ToArray()));

        void Append(string text)
        {
            log.Append(text);
            expected.Append(text);
        }
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
