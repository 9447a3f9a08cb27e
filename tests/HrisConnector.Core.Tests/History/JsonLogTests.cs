using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.History;

/// <summary>behaviour.md §6: the JSON log's names, order, dates and counts.</summary>
public sealed class JsonLogTests
{
    private static readonly string[] Counts = ["numberOfCreatedUsers", "numberOfUpdatedUsers", "numberOfArchivedUsers", "numberOfDuplicateUsers", "numberOfIgnoredUsers", "duplicateUsers", "ignoredUsers"];

    [Fact]
    public async Task A_log_is_written_letter_by_letter_as_specified()
    {
        using var connector = new TestConnector();

        var sync = await connector.SyncLinesAsync("1,,Zoé \"Z\" & <b>,O'Neil,Active,,,,,,".Replace("Zoé \"Z\"", "\"Zoé \"\"Z\"\"", StringComparison.Ordinal).Replace("<b>,", "<b>\",", StringComparison.Ordinal));

        var text = File.ReadAllText(sync.JsonLogPath!);
        var expected = """
            {
              "startDate": "DATE",
              "endDate": "DATE",
              "status": "warning",
              "numberOfCreatedUsers": 0,
              "numberOfUpdatedUsers": 0,
              "numberOfArchivedUsers": 0,
              "numberOfDuplicateUsers": 0,
              "numberOfIgnoredUsers": 1,
              "duplicateUsers": [],
              "ignoredUsers": [
                {
                  "id": "1",
                  "email": "",
                  "firstName": "Zoé \"Z\" & <b>",
                  "lastName": "O'Neil",
                  "errorMessage": "No email provided"
                }
              ]
            }
            """;
        Assert.Equal(expected, Regex.Replace(text, @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", "DATE").ReplaceLineEndings("\n").TrimEnd('\n'));
        Assert.NotEqual(0xEF, File.ReadAllBytes(sync.JsonLogPath!)[0]);
        Assert.Equal(sync.StartDate, JsonLogFile.Of(sync).GetProperty("startDate").GetDateTime());
        Assert.Equal(sync.EndDate, JsonLogFile.Of(sync).GetProperty("endDate").GetDateTime());
    }

    [Fact]
    public async Task A_failure_has_its_reasons_behind_the_status_and_no_group_counts()
    {
        using var connector = new TestConnector();

        var sync = (await connector.RunTextAsync("")).Sync;

        Assert.Equal(["startDate", "endDate", "status", "logs", .. Counts], JsonLogFile.Names(JsonLogFile.Of(sync)));
    }

    [Fact]
    public async Task The_counts_equal_those_of_the_csv_log_s_statuses()
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "title", "operator": "notEquals", "value": "outside" } ] }""");
        await connector.SyncLinesAsync(Line("U1"), Line("U2"), Line("A1"), Line("X1"));

        var sync = await connector.SyncLinesAsync(
            Line("U1", title: "x"), Line("U2", title: "x"), Line("A1", status: "Inactive"), Line("X1"), Line("N1"), Line("N2", language: "xx"), Line("N3", manager: "zz"),
            Line("D1"), Line("d1"), Line("E1", "U1@example.org"), Line("I1", first: ""), Line("I2", "bad"), "broken", Line("O1", title: "outside"), Line("Z1", status: "Inactive"));

        var log = CsvLogFile.Of(sync);
        var json = JsonLogFile.Of(sync);
        long Of(string status) => log.Outcomes.Count(outcome => outcome.Status == status);
        var outside = log.Outcomes.Count(outcome => outcome.Detail == "User is outside of the synchronization perimeter");
        long[] expected = [Of("UserCreated"), Of("UserUpdated"), Of("UserArchived"), Of("DuplicateUser"), Of("Error") + Of("InvalidUser") + Of("CreationIssue") + outside];
        Assert.Equal([3L, 2, 1, 3, 4], expected);
        Assert.True(expected.SequenceEqual(Counts.Take(5).Select(name => json.GetProperty(name).GetInt64())));
        Assert.True(expected.SequenceEqual([sync.Created, sync.Updated, sync.Archived, sync.Duplicate, sync.Ignored]));
        Assert.Equal(15, sync.Lines);
        Assert.Equal(sync.Lines, expected.Sum() + sync.Unchanged);
        Assert.Equal(["D1", "d1", "E1"], JsonLogFile.Messages(sync, "duplicateUsers").Select(user => user.Id));
        Assert.Equal(["I1", "I2", "", "O1"], JsonLogFile.Messages(sync, "ignoredUsers").Select(user => user.Id));
    }

    [Theory]
    [InlineData(",a@x.org,A,B,Active", "No unique ID provided")]
    [InlineData("1,,A,B,Active", "No email provided")]
    [InlineData("1,a@x.org,,B,Active", "No first name provided")]
    [InlineData("1,a@x.org,A,,Active", "No last name provided")]
    [InlineData("1,a@x.org,,,Active", "No name provided")]
    [InlineData("1,a@x.org,A,B,", "No status provided")]
    public async Task Missing_data_is_said_in_words(string line, string message)
    {
        using var connector = new TestConnector();

        var sync = (await connector.RunTextAsync("uniqueId,email,firstName,lastName,status\n" + line + "\n")).Sync;

        Assert.Equal(message, JsonLogFile.Messages(sync, "ignoredUsers").Single().Message);
    }

    [Fact]
    public async Task The_other_line_or_user_concerned_is_named()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("OWNER"));

        var sync = await connector.SyncLinesAsync(Line("4711"), Line("X"), Line("4711", "b@example.org"), Line("N", "owner@example.org"), Line("P", "p@example.org"), Line("Q", "P@example.org"));

        var messages = JsonLogFile.Messages(sync, "duplicateUsers").Select(user => user.Message).ToArray();
        Assert.Contains("uniqueId 4711 is also on line 4", messages[0], StringComparison.Ordinal);
        Assert.Contains("uniqueId 4711 is also on line 2", messages[1], StringComparison.Ordinal);
        Assert.Contains("OWNER", messages[2], StringComparison.Ordinal);
        Assert.Contains("line 7", messages[3], StringComparison.Ordinal);
        Assert.Contains("line 6", messages[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,a@x.org,A,B,Active,,,,,,", HrisSyncStatus.Success)]
    [InlineData("A,a@x.org,A,B,Inactive,,,,,,", HrisSyncStatus.Success)]
    [InlineData("A,a@x.org,A,B,Active,outside,,,,,", HrisSyncStatus.Success)]
    [InlineData("A,a@x.org,A,B,Active,,,xx,,,", HrisSyncStatus.Warning)]
    [InlineData("A,a@x.org,A,B,Active,,,,zz,,", HrisSyncStatus.Warning)]
    [InlineData("A,a@x.org,A,,Active,,,,,,", HrisSyncStatus.Warning)]
    [InlineData("A", HrisSyncStatus.Warning)]
    public async Task A_run_ends_with_a_warning_when_a_line_needs_a_look(string line, HrisSyncStatus status)
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "title", "operator": "notEquals", "value": "outside" } ] }""");

        var sync = await connector.SyncLinesAsync(line);

        Assert.Equal(status, sync.Status);
        Assert.Equal(status == HrisSyncStatus.Success ? "success" : "warning", JsonLogFile.Of(sync).GetProperty("status").GetString());
    }
}
