using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Csv;

/// <summary>A file that several threads read in stretches is read as one thread reads it from its first line to its last.</summary>
public sealed class LineBlocksTests
{
    private static readonly string[] Alphabet = ["\"", ",", ",", "\n", "\n", "\r\n", "\r", "a", "b", "é", " ", "\"\"", "\n1,2,3\n", "\r\n4,5,6\r\n", "\"x\ny\",2,3\n"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 16)]
    [InlineData(4, 40)]
    public void Random_files_are_read_alike(int seed, int size)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1000; i++)
        {
            var text = RandomText(random);
            using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
            Assert.Equal(ReadPlainly(file.Path), ReadInBlocks(file.Path, size, threads: i % 4));
        }
    }

    [Fact]
    public void A_value_of_many_line_breaks_that_goes_over_many_stretches_is_one_line()
    {
        var text = new StringBuilder("a,b,c\n");
        for (var line = 0; line < 300; line++)
            text.Append(line % 10 == 0 ? $"{line},\"{string.Concat(Enumerable.Repeat("1,2,3\r\n", 50))}\",x\n" : $"{line},y,x\r\n");
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text.ToString()));

        var lines = ReadInBlocks(file.Path, 64, threads: 3);

        Assert.Equal(300, lines.Count);
        Assert.Equal(ReadPlainly(file.Path), lines);
    }

    [Fact]
    public void A_line_longer_than_the_limit_spoils_no_other()
    {
        var text = $"a,b,c\n1,2,3\n4,\"{new string('x', CsvLineReader.MaxLineBytes)}\n5,6,7\n8,{new string('y', CsvLineReader.MaxLineBytes)},9\n10,11,12\n";
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));

        Assert.Equal(ReadPlainly(file.Path), ReadInBlocks(file.Path, 1000, threads: 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Lines_of_about_the_limit_are_read_alike(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5; i++)
        {
            var text = new StringBuilder("a,b,c\n");
            for (var pieces = random.Next(2, 16); pieces > 0; pieces--)
                text.Append(LargePiece(random));
            using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text.ToString()));

            Assert.Equal(ReadPlainly(file.Path), ReadInBlocks(file.Path, size: random.Next(1000, 600_000), threads: i % 3));
        }
    }

    [Fact]
    public void The_last_stretch_ends_with_the_file()
    {
        using var file = new TemporaryFile("a,b,c\n1,2,3\n4,5,6\n");

        Assert.Equal([18L], Blocks(file.Path, 1000, 0, null).Read(CancellationToken.None).Select(block => block.End));
    }

    [Fact]
    public void A_failure_is_that_of_the_first_line_that_fails_and_names_the_line_of_the_file()
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes("a,b,c\n" + string.Concat(Enumerable.Range(2, 500).Select(line => $"{line},2,3\n"))));

        var failure = Assert.Throws<InvalidDataException>(() => ReadInBlocks(file.Path, 30, threads: 3, failOn: value => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) >= 333));

        Assert.Equal("line 333", failure.Message);
    }

    [Fact]
    public void A_stopped_reading_ends_and_lets_the_file_go()
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes("a,b,c\n" + string.Concat(Enumerable.Range(2, 5000).Select(line => $"{line},2,3\n"))));
        using var stop = new CancellationTokenSource();
        var seen = 0;

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var block in Blocks(file.Path, 100, 3, null).Read(stop.Token))
            {
                seen += block.Count;
                stop.Cancel();
            }
        });

        Assert.InRange(seen, 1, 4999);
        using var alone = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanWrite);
    }

    [Fact]
    public void Whoever_needs_no_more_lines_may_leave()
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes("a,b,c\n" + string.Concat(Enumerable.Range(2, 5000).Select(line => $"{line},2,3\n"))));

        Assert.NotEqual(0, Blocks(file.Path, 100, 3, null).Read(CancellationToken.None).First().Count);
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "").Append(random.Next(4) == 0 ? "\n\r\n" : "").Append("a,b,c").Append(random.Next(9) == 0 ? "" : "\n");
        for (var length = random.Next(200); length > 0; length--)
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }

    private static string LargePiece(Random random)
    {
        var length = CsvLineReader.MaxLineBytes + random.Next(-70_000, 70_000);
        return random.Next(5) switch
        {
            0 => $"x,\"{string.Join('\n', Enumerable.Repeat(new string('q', 999), length / 1000))}\",z\n",
            1 => $"x,{new string('m', length)},z\r\n",
            2 => $"1,\"open{new string('o', random.Next(3000))}\n",
            3 => string.Concat(Enumerable.Repeat("1,2,3\r\n", random.Next(2000))),
            _ => string.Concat(Enumerable.Repeat("1,\"2\n2\",3\n", random.Next(200))),
        };
    }

    private static List<string> ReadPlainly(string path)
    {
        using var reader = Open(path);
        var lines = new List<string>();
        while (reader.Read())
            lines.Add($"{reader.LineNumber}: {Describe(reader)}");
        return lines;
    }

    private static List<string> ReadInBlocks(string path, int size, int threads, Func<string, bool>? failOn = null)
    {
        var lines = new List<string>();
        foreach (var block in Blocks(path, size, threads, failOn).Read(CancellationToken.None))
        {
            for (var i = 0; i < block.Count; i++)
                lines.Add($"{block.LinesBefore + block[i].Line}: {block[i].Text}");
        }

        return lines;
    }

    private static LineBlocks<Described> Blocks(string path, int size, int threads, Func<string, bool>? failOn) => new(() => Open(path), () => new Description(failOn), size, threads);

    private static CsvLineReader Open(string path)
    {
        var reader = new CsvLineReader(path, ',');
        reader.Read();
        reader.ExpectedColumns = 3;
        return reader;
    }

    private static string Describe(CsvLineReader reader)
    {
        var fields = Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)));
        return $"{reader.Offset}-{reader.End} {reader.Fault} {reader.FoundColumns} {string.Join("|", fields)}";
    }

    private struct Described
    {
        public long Line;
        public string Text;
    }

    private sealed class Description(Func<string, bool>? failOn) : ILineWork<Described>
    {
        public void Read(CsvLineReader reader, out Described line)
        {
            if (failOn?.Invoke(Encoding.UTF8.GetString(reader.Field(0))) == true)
                throw new InvalidDataException($"line {reader.LineNumber}");
            line = new Described { Line = reader.LineNumber, Text = Describe(reader) };
        }
    }
}
