using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Users;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>A file that is read in many stretches by several threads: what one line has to do with another far away, and every log.</summary>
public sealed class LargeFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lines_are_judged_alike_in_stretches_and_in_one_piece(int seed)
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "organization", "operator": "notEquals", "value": "Out" } ] }""");
        var path = connector.Write("users.csv", RandomFile(new Random(seed), lines: 3000));
        var users = UsersFileView.Of(path, connector.Configuration, "users.csv");

        var whole = Judge(users with { BlockSize = int.MaxValue, Threads = 0 }, connector.Configuration);

        Assert.Equal(whole, Judge(users with { BlockSize = 500, Threads = 3 }, connector.Configuration));
        Assert.Equal(whole, Judge(users with { BlockSize = 7000, Threads = 0 }, connector.Configuration));
        Assert.Contains(whole, line => line.Contains("UserAlreadyExists", StringComparison.Ordinal));
        Assert.Contains(whole, line => line.Contains("EmailUsedInCompany", StringComparison.Ordinal));
        Assert.Contains(whole, line => line.Contains("ManagerNotFound", StringComparison.Ordinal));
        Assert.Contains(whole, line => line.Contains("OutsidePerimeter", StringComparison.Ordinal));
        Assert.Contains(whole, line => line.Contains("UnclosedQuote", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_line_of_a_large_file_is_applied_and_logged_with_its_own_outcome()
    {
        const int Lines = 15_000; // more than two stretches
        using var connector = new TestConnector();
        var first = Enumerable.Range(0, Lines).Select(i => Line(i, "Engineer")).ToArray();
        var second = first.Select((line, i) => i % 1000 == 7 ? Line(i, "Head of Everything") : i % 1000 == 8 ? $"E{i},\"unclosed" : line).ToArray();
        second[3] = Line(Lines - 1, "Engineer"); // the unique identifier of the last line, too

        var created = await connector.SyncLinesAsync(first);
        var changed = await connector.SyncLinesAsync(second);

        Assert.Equal(Lines, created.Created);
        Assert.True(new FileInfo(created.CsvLogPath!).Length > 3 * 512 * 1024, "the file is to have several stretches");
        Assert.Equal(15, changed.Updated);
        var outcomes = TestConnector.Outcomes(changed);
        Assert.Equal(Lines, outcomes.Count);
        for (var i = 0; i < Lines; i++)
        {
            var expected = i % 1000 == 7 ? ("UserUpdated", "")
                : i % 1000 == 8 ? ("Error", $"Error when reading the CSV file: line {i + 2} opens a quote that is not closed properly")
                : i is 3 or Lines - 1 ? ("DuplicateUser", "userAlreadyExists")
                : ("NoActionDone", "");
            Assert.Equal(expected, outcomes[i]);
        }
    }

    private static string Line(int i, string title) => $"E{i},user{i}@example.com,First{i},Last,Active,{title},\"Organization, with a name that is as long as names of organizations are, {i % 9}\",fr,{(i == 0 ? "" : "E0")},,";

    private static List<string> Judge(UsersFileView users, ConnectorConfiguration configuration)
    {
        using var plan = CsvCheck.Plan(users, configuration, "users.csv", new SilentObserver(), CancellationToken.None);
        var lines = new List<string>();
        for (var i = 0; i < plan.Lines.Count; i++)
        {
            ref var line = ref plan.Lines[i];
            lines.Add($"{i}: line {line.LineNumber} at {line.Offset}, {line.Details}, {line.Fault}, {line.Flags}, {line.Kind}, {line.Other}");
        }

        return lines;
    }

    private static string RandomFile(Random random, int lines)
    {
        var text = new StringBuilder(TestConnector.Header).Append("\r\n");
        for (var i = 0; i < lines; i++)
        {
            var id = random.Next(lines * 20);
            var email = random.Next(lines * 20);
            text.Append(random.Next(60) switch
            {
                0 => $"E{id},\"never closed,First,Last\n",
                1 => $"E{id},too,few\r\n",
                2 => "\r\n\n",
                3 => $"E{id},user{email}@example.com,\"First\r\nSecond\nThird\",Last,Active,,,,,,\n",
                4 => $"E{id},user{email}@example.com,First,Last,Active,,Out,,,,\n",
                _ => $"E{id},user{email}@example.com,First,Last,{(random.Next(9) == 0 ? "Inactive" : "Active")},Title,Aurelia,fr,E{random.Next(lines * 20)},,\r\n",
            });
        }

        return text.ToString();
    }
}
