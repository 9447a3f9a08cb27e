using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Csv;

/// <summary>Thousands of small random files: what holds of every file, whatever stands in it.</summary>
public sealed class RandomFilesTests
{
    private static readonly string[] Alphabet = ["\"", "\"", ",", ",", "\n", "\n", "\r\n", "\r", "a", "b", "é", " ", "\"\"", "😀"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_line_of_a_random_file_is_accounted_for(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1500; i++)
            Check(RandomText(random));
    }

    [Theory]
    [InlineData(11, "\n")]
    [InlineData(12, "\r\n")]
    [InlineData(13, "\r")]
    [InlineData(14, null)]
    public void A_well_formed_random_file_is_read_as_it_was_written(int seed, string? lineEnd)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var (text, expected) = WellFormed(random, lineEnd);
            Assert.Equal(expected, Records(text));
        }
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "").Append("a,b,c\n");
        for (var length = random.Next(60); length > 0; length--)
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }

    private static void Check(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var file = new TemporaryFile(bytes);
        using var reader = new CsvLineReader(file.Path, ',');
        var starts = new List<(long Offset, LineFault Fault)>();
        while (reader.Read())
        {
            Assert.True(reader.Offset < bytes.Length, Show(text));
            var before = Encoding.UTF8.GetString(bytes, 0, (int)reader.Offset).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            Assert.True(before.Length == 0 || before is "\uFEFF" || before[^1] == '\n', $"a line begins within another one, at {reader.Offset}: {Show(text)}");
            Assert.True(reader.LineNumber == before.Count(c => c == '\n') + 1, $"line number {reader.LineNumber} at {reader.Offset}: {Show(text)}");
            Assert.True(reader.Fault != LineFault.None || starts.Count == 0 || reader.FieldCount == 3, Show(text));
            starts.Add((reader.Offset, reader.Fault));
            if (starts.Count == 1)
                reader.ExpectedColumns = reader.FieldCount;
        }

        // A faulty line is one physical line: whatever stands behind its line break is read on its own.
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Offset : bytes.Length;
            var line = Encoding.UTF8.GetString(bytes, (int)starts[i].Offset, (int)(end - starts[i].Offset));
            if (starts[i].Fault != LineFault.None)
                Assert.True(line.TrimEnd('\r', '\n').IndexOfAny(['\r', '\n']) < 0, $"line {i} swallows others: {Show(text)}");
        }
    }

    private static List<string> Records(string text)
    {
        using var file = new TemporaryFile(text);
        using var reader = new CsvLineReader(file.Path, ',');
        var records = new List<string>();
        while (reader.Read())
        {
            Assert.True(reader.Fault == LineFault.None, Show(text));
            records.Add(reader.LineNumber + ":" + string.Join('¦', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))));
        }

        return records;
    }

    private static (string Text, List<string> Expected) WellFormed(Random random, string? lineEnd)
    {
        string[] values = ["", "a", "é😀", "x,y", "say \"hi\"", "two\nlines", "two\r\nlines", "three\r\rlines", " ", "\"", "\n", "a\"\nb,\"c"];
        string[] ends = ["\n", "\r\n", "\r"];
        var text = new StringBuilder(random.Next(3) == 0 ? "\uFEFF" : "");
        var expected = new List<string>();
        for (var count = random.Next(1, 8); count > 0; count--)
        {
            if (random.Next(6) == 0)
                text.Append(lineEnd ?? "\n");
            var line = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Count(c => c == '\n') + 1;
            var record = Enumerable.Range(0, 3).Select(_ => values[random.Next(values.Length)]).ToArray();
            expected.Add(line + ":" + string.Join('¦', record));
            text.AppendJoin(',', record.Select(value => value.AsSpan().ContainsAny("\",\r\n") || random.Next(3) == 0 ? '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : value));
            text.Append(count == 1 && random.Next(2) == 0 ? "" : lineEnd ?? ends[random.Next(3)]);
        }

        return (text.ToString(), expected);
    }

    private static string Show(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\uFEFF", "\\uFEFF", StringComparison.Ordinal);
}
