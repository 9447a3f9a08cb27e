using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Random files through the whole run: it never fails unforeseen, and every line is in the log as received.</summary>
public sealed class RandomFilesTests
{
    private static readonly string[] Alphabet =
        ["\"", ",", ",", "\n", "\r\n", "\r", "A", "b", "é", " ", "\"\"", "a@x.org", "Active", "Inactive", "1,1@x.org,A,B,Active\n", "2,2@x.org,\"A\",B,Active\r\n", "3,,A,B,Inactive\n", "4,4@x.org,\"A\nA\",B,Active\n"];

    private static readonly string[] Foreseen = [HrisErrors.FileContainsNoData.Id, HrisErrors.HeaderUnreadable.Id, HrisErrors.RequiredFieldsMissing.Id, HrisErrors.DuplicateHeaders.Id];

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Whatever_a_file_holds_its_log_holds_every_line_as_received(int seed)
    {
        var random = new Random(seed);
        using var connector = new TestConnector("""{ "limits": null }""");
        for (var i = 0; i < 150; i++)
        {
            var text = Text(random);
            var result = await connector.RunTextAsync(text);
            var shown = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            if (result.Error is not null)
            {
                Assert.True(Foreseen.Contains(result.Error.Error.Id), $"{result.Error.Error.Id}: {shown}");
                continue;
            }

            var log = CsvLogFile.Of(result.Sync);
            Assert.True(Encoding.UTF8.GetString(log.Received) == text, $"the log is not the file: {shown}");
            Assert.True(log.Outcomes.Count == result.Sync.Lines, $"{log.Outcomes.Count} outcomes of {result.Sync.Lines} lines: {shown}");
            var json = JsonLogFile.Of(result.Sync);
            Assert.Equal(json.GetProperty("numberOfIgnoredUsers").GetInt32(), json.GetProperty("ignoredUsers").GetArrayLength());
            Assert.Equal(json.GetProperty("numberOfDuplicateUsers").GetInt32(), json.GetProperty("duplicateUsers").GetArrayLength());

            var directory = StoreFile.Directory(connector);
            var second = await connector.RunTextAsync(text);
            Assert.True(second.Error is null && second.Sync.Created + second.Sync.Updated + second.Sync.Archived == 0, $"a second run changes something: {shown}");
            Assert.Equal(directory, StoreFile.Directory(connector));
        }
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "").Append("uniqueId,email,firstName,lastName,status").Append(random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" });
        for (var length = random.Next(1, 30); length > 0; length--)
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        return text.ToString();
    }
}
