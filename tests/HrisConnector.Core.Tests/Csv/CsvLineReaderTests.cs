using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Csv;

/// <summary>behaviour.md §2: bytes become lines; one bad line never spoils its neighbours.</summary>
public sealed class CsvLineReaderTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\n3,4\r5,6", "1:a|b", "2:1|2", "3:3|4", "4:5|6")]
    [InlineData("a,b\n\n\r\n1,2\n\n", "1:a|b", "4:1|2")]
    [InlineData("\n\na,b\n1,2", "3:a|b", "4:1|2")]
    [InlineData("a,b\n\"1\n1\",2\r\n3,4", "1:a|b", "2:1\n1|2", "4:3|4")]
    [InlineData("a,b\n\"1\r\n1\",\"x\n\ny\"\n3,4", "1:a|b", "2:1\r\n1|x\n\ny", "6:3|4")]
    [InlineData("a,b\n\"1\"\"1\",\"2,2\"\n", "1:a|b", "2:1\"1|2,2")]
    [InlineData("a,b\n,\n\"\",\"\"\n", "1:a|b", "2:|", "3:|")]
    [InlineData("\uFEFFa,b\n1,2\n", "1:a|b", "2:1|2")]
    [InlineData("\uFEFF\"a\",b\n1,2\n", "1:a|b", "2:1|2")]
    [InlineData("a,b\n 1 ,\t2 \n", "1:a|b", "2: 1 |\t2 ")]
    public void Well_formed_lines_are_read_with_their_line_numbers(string text, params string[] expected) => Assert.Equal(expected, Read(text, ','));

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n5,6\n", "1:a|b", "2:UnclosedQuote", "3:3|4", "4:5|6")]
    [InlineData("a,b\n1,2\n3,\"4", "1:a|b", "2:1|2", "3:UnclosedQuote")]
    [InlineData("a,b\n1,2\n3,\"4\n", "1:a|b", "2:1|2", "3:UnclosedQuote")]
    [InlineData("a,b\n1,\"2\n\"3\",\"4\"\n5,6\n", "1:a|b", "2:UnclosedQuote", "3:3|4", "4:5|6")]
    [InlineData("a,b\n1,\"2\n3,4\n5,\"6\n7,8\n", "1:a|b", "2:UnclosedQuote", "3:3|4", "4:UnclosedQuote", "5:7|8")]
    [InlineData("a,b\n\"1,2\n\"3\",\"4\"\n", "1:a|b", "2:UnclosedQuote", "3:3|4")]
    [InlineData("a,b\r\n1,\"2\r\n\r\n3,4\r\n", "1:a|b", "2:UnclosedQuote", "4:3|4")]
    [InlineData("a,b\r1,\"2\r3,4\r", "1:a|b", "2:UnclosedQuote", "3:3|4")]
    [InlineData("a,b\n1,x\"2\n3,4\n", "1:a|b", "2:StrayQuote", "3:3|4")]
    [InlineData("a,b\n1,\"2\"x\n3,4\n", "1:a|b", "2:TextAfterQuote", "3:3|4")]
    [InlineData("a,b\n1,\"2\" \n3,4\n", "1:a|b", "2:TextAfterQuote", "3:3|4")]
    [InlineData("a,b\n1\n3,4\n5,6,7\n8,9\n", "1:a|b", "2:ColumnCount", "3:3|4", "4:ColumnCount", "5:8|9")]
    [InlineData("a,b\n\"\n3,4\n", "1:a|b", "2:UnclosedQuote", "3:3|4")]
    [InlineData("a,b\n1,\"2\n\"\"\"3\"\"\",4\n5,6\n", "1:a|b", "2:UnclosedQuote", "3:\"3\"|4", "4:5|6")]
    public void A_bad_line_is_reported_on_its_line_and_the_others_are_read(string text, params string[] expected) => Assert.Equal(expected, Read(text, ','));

    [Theory]
    [InlineData('\t')]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('|')]
    public void Each_delimiter_is_detected_from_the_header(char delimiter)
    {
        var text = "a,;|\tb,;|\tc".Replace(",;|\t", delimiter.ToString(), System.StringComparison.Ordinal) + "\n1,2;3|4\t5\n";

        Assert.Equal("1:a|b|c", Read(text, null)[0]);
    }

    [Theory]
    [InlineData("\"a,b,c,d\";e;f\n", 3)]
    [InlineData("\"a\n,,,,\";e;f\n", 3)]
    [InlineData("\uFEFFa;b;c\n", 3)]
    [InlineData("\r\n\r\na;b;c\n", 3)]
    [InlineData("\uFEFF\r\na;b;c\n", 3)]
    [InlineData("alone\n", 1)]
    public void The_delimiter_is_found_outside_quotes_and_behind_blank_lines(string text, int columns)
    {
        using var file = new TemporaryFile(text);
        using var reader = new CsvLineReader(file.Path, null);

        Assert.True(reader.Read());
        Assert.Equal(columns, reader.FieldCount);
    }

    [Fact]
    public void A_line_of_almost_a_megabyte_is_read_and_a_far_longer_one_is_reported_on_its_line()
    {
        var fits = new string('x', CsvLineReader.MaxLineBytes - 2);
        using var file = new TemporaryFile($"a,b\n{fits},\n{fits}{fits}{fits},\n1,2\n");
        using var reader = new CsvLineReader(file.Path, ',') { ExpectedColumns = 2 };

        Assert.True(reader.Read() && reader.Read());
        Assert.Equal((LineFault.None, 2L), (reader.Fault, reader.LineNumber));
        Assert.True(reader.Read());
        Assert.Equal((LineFault.TooLong, 3L), (reader.Fault, reader.LineNumber));
        Assert.True(reader.Read());
        Assert.Equal((LineFault.None, 4L), (reader.Fault, reader.LineNumber));
        Assert.Equal("1", Encoding.UTF8.GetString(reader.Field(0)));
        Assert.False(reader.Read());
    }

    // How much of the file the parser has in its memory, when it meets the end of the line, depends on what stands before and behind.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 3_000_000)]
    [InlineData(70_000, 1)]
    [InlineData(500_000, 3_000_000)]
    [InlineData(3_000_000, 0)]
    public void The_limit_is_that_of_the_line_alone_wherever_it_stands(int before, int behind)
    {
        int[] beyond = [-70_000, -1, 0, 1, 2, 700, 60_000, 65_536, 66_000, 130_000, 400_000, 1_000_000, 1_100_000];
        foreach (var length in beyond.Select(more => CsvLineReader.MaxLineBytes + more))
        {
            foreach (var lineBreaks in new[] { "", "\n" })
            {
                var large = $"large,\"{lineBreaks}{new string('x', length - 8 - lineBreaks.Length)}\"";
                var small = string.Concat(Enumerable.Repeat("1,2\n", (before + 3) / 4));
                using var file = new TemporaryFile($"a,b\n{small}{large}\n{string.Concat(Enumerable.Repeat("3,4\n", (behind + 3) / 4))}");
                using var reader = new CsvLineReader(file.Path, ',') { ExpectedColumns = 2 };
                while (reader.Offset < 4 + small.Length)
                    Assert.True(reader.Read());

                var expected = length <= CsvLineReader.MaxLineBytes ? LineFault.None : lineBreaks.Length == 0 ? LineFault.TooLong : LineFault.UnclosedQuote;
                Assert.Equal((length, expected, 4L + small.Length), (length, reader.Fault, reader.Offset));
                Assert.Equal(behind > 0 || expected == LineFault.UnclosedQuote, reader.Read());
            }
        }
    }

    [Fact]
    public void An_unclosed_quote_before_megabytes_of_good_lines_spoils_none_of_them()
    {
        var text = new StringBuilder("a,b\n1,\"2\n");
        for (var i = 0; i < 300_000; i++)
            text.Append("good,line\n");
        using var file = new TemporaryFile(text.ToString());
        using var reader = new CsvLineReader(file.Path, ',') { ExpectedColumns = 2 };

        Assert.True(reader.Read() && reader.Read());
        Assert.Equal((LineFault.UnclosedQuote, 2L), (reader.Fault, reader.LineNumber));
        for (var line = 3L; line < 300_003; line++)
        {
            Assert.True(reader.Read());
            Assert.Equal((LineFault.None, line), (reader.Fault, reader.LineNumber));
        }

        Assert.False(reader.Read());
    }

    [Fact]
    public void Many_unclosed_quotes_do_not_make_a_file_endless()
    {
        // Reading starts again behind each of them: that must not cost a large buffer every time.
        const int Count = 20_000;
        var text = new StringBuilder("a,b\n");
        for (var i = 0; i < Count; i++)
            text.Append("1,\"2\n");
        for (var i = 0; i < 200_000; i++)
            text.Append("good,line\n");
        using var file = new TemporaryFile(text.ToString());
        using var reader = new CsvLineReader(file.Path, ',') { ExpectedColumns = 2 };
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var faults = 0;
        while (reader.Read())
            faults += reader.Fault == LineFault.None ? 0 : 1;

        Assert.Equal(Count, faults);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - allocated) / Count, 0, 10_000);
    }

    [Fact]
    public void A_byte_order_mark_at_the_beginning_of_a_later_line_belongs_to_its_first_value()
    {
        // As files that were put one behind the other have it; also behind a line that cannot be read.
        Assert.Equal(["1:a|b", "2:\uFEFF1|2", "3:UnclosedQuote", "4:\uFEFF3|4"], Read("a,b\n\uFEFF1,2\n1,\"2\n\uFEFF3,4\n", ','));
    }

    private static string[] Read(string text, char? delimiter)
    {
        using var file = new TemporaryFile(text);
        using var reader = new CsvLineReader(file.Path, delimiter);
        var lines = new List<string>();
        while (reader.Read())
        {
            if (lines.Count == 0)
                reader.ExpectedColumns = reader.FieldCount;
            var fields = Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)));
            lines.Add($"{reader.LineNumber}:{(reader.Fault == LineFault.None ? string.Join('|', fields) : reader.Fault)}");
        }

        return [.. lines];
    }
}
