using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Report;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Report;

public sealed class ReportFaultsTests : IDisposable
{
    private readonly TestConnector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task A_run_without_faults_says_so()
    {
        await _connector.SyncLinesAsync(Lines(3));

        var page = _connector.Report();

        Assert.Contains("No line of the file has an error.", page.Texts(".part > p"));
        Assert.Empty(page.QuerySelectorAll(".cause"));
    }

    [Fact]
    public async Task Faults_stand_under_their_cause_with_what_to_do_about_it()
    {
        await _connector.SyncLinesAsync(Line("U1"), Line("U2", ""), Line("U3", ""), Line("U4", language: "xx"));

        var page = _connector.Report();

        Assert.Equal(["No email provided|2|Fill in the email", "The language is not supported by the platform|1|Use a language code that the platform has"], page.Rows("#causes"));
        var noEmail = page.Cause("No email provided");
        Assert.Equal("No email provided 2 lines", noEmail.Text("h3"));
        Assert.Equal("What to do: Fill in the email. In the CSV log: userWithoutMail", noEmail.Text("p"));
        Assert.Equal(["3|U2|First Last||InvalidUser", "4|U3|First Last||InvalidUser"], noEmail.Rows("table"));
        Assert.Equal(["5|U4|First Last|U4@example.org|UserCreated"], page.Cause("The language is not supported").Rows("table"));
        Assert.Contains("3 lines of 4 should be looked at", page.Text("#faults ~ p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_line_or_user_concerned_is_named()
    {
        await _connector.SyncLinesAsync(Line("U1"), Line("D1"), Line("D1", "d2@example.org"));
        await _connector.SyncLinesAsync(Line("D1"), Line("D1", "d2@example.org"), Line("N1", "U1@example.org"));

        var page = _connector.Report();

        Assert.Equal(["uniqueId D1 is also on line 3", "uniqueId D1 is also on line 2"], page.Cause("The unique ID stands on several lines").Texts("td:last-child"));
        Assert.Equal(["uniqueId U1 has it in the directory"], page.Cause("The email belongs to another user").Texts("td:last-child"));
    }

    [Fact]
    public async Task A_line_with_several_causes_stands_under_each_and_counts_once()
    {
        await _connector.SyncLinesAsync(Line("U1", "", manager: "nobody"), Line("U2", language: "xx", manager: "nobody"));

        var page = _connector.Report();

        Assert.Equal(["3|U2|First Last|U2@example.org|UserCreated"], page.Cause("The language is not supported").Rows("table"));
        Assert.Contains("2 lines of 2 should be looked at", page.Text("#faults ~ p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_lines_are_listed_by_their_number_with_the_reason()
    {
        await _connector.SyncLinesAsync(Line("U1"), "U2,short", "\"U3,open", Line("U4"), "U5,\"a\"b,x,x,Active,,,,,,", Line("U6", ""));

        var page = _connector.Report();

        Assert.Equal(
            ["3|Error|line 3 has 2 columns and the header has 11", "4|Error|line 4 opens a quote that is not closed properly", "6|Error|line 6 has text after a closing quote"],
            page.Cause("The line could not be read").Rows("table"));
        Assert.Equal(["7|U6|First Last||InvalidUser"], page.Cause("No email provided").Rows("table"));
    }

    [Fact]
    public async Task Users_outside_of_the_perimeter_are_counted_and_not_listed()
    {
        _connector.Reconfigure("""{ "perimeter": [ { "field": "title", "operator": "equals", "value": "Staff" } ] }""");
        await _connector.SyncLinesAsync(Line("U1", title: "Staff"), Line("U2"), Line("U3"), Line("U4", "", title: "Staff"));

        var page = _connector.Report();

        Assert.Equal("User is outside of the synchronization perimeter|2|Nothing, if that is intended", page.Rows("#causes")[1]);
        Assert.Equal(["5|U4|First Last||InvalidUser"], page.Rows(".cause"));
    }

    [Fact]
    public async Task Every_line_is_listed_with_the_user_who_stands_on_it()
    {
        using var connector = GroupFixture.With("R1,Company/Sales,title,equals,Seller");
        var random = new Random(7);
        string[] known = [.. Enumerable.Range(0, 300).Select(i => Line($"K{i}", title: "Seller"))];
        await connector.SyncLinesAsync(known);
        var lines = Enumerable.Range(0, 900).Select(i => random.Next(9) switch
        {
            0 => Line($"U{i}", ""),
            1 => Line($"U{i}", "no address", first: "\"a, \"\"b\"\"\""),
            2 => Line($"K{random.Next(300)}", title: "Seller"),
            3 => Line($"U{i}", $"K{random.Next(300)}@example.org"),
            4 => Line($"U{i}", language: "xx", manager: "nobody"),
            5 => $"U{i},broken",
            6 => Line($"U{i}", first: "", title: "Cook"),
            7 => Line(""),
            _ => Line($"U{i}"),
        }).ToArray();
        await connector.SyncLinesAsync(lines);

        var page = connector.Report();

        var listed = page.QuerySelectorAll(".cause tbody tr").Select(row => (Line: ReportExtensions.Line(row.Text("th")), Id: row.Text("td"))).ToArray();
        Assert.True(listed.Length > 700);
        Assert.All(listed, row => Assert.Equal(lines[row.Line - 2].EndsWith("broken", StringComparison.Ordinal) ? "Error" : lines[row.Line - 2].Split(',')[0], row.Id));
        var faulty = CsvLogFile.Of(connector.Connector.GetRuns(new Core.History.RunQuery(Last: 1)).Single()).Outcomes.Count(outcome => outcome.Detail.Length > 0);
        Assert.Equal(faulty, listed.Select(row => row.Line).Distinct().Count());
    }

    [Fact]
    public async Task The_columns_may_have_been_renamed_since()
    {
        await _connector.SyncLinesAsync(Line("U1", ""));
        _connector.Reconfigure("""{ "columns": { "uniqueId": "number", "email": "mail" } }""");

        Assert.Equal(["2|U1|First Last||InvalidUser"], _connector.Report().Rows(".cause"));
    }

    [Fact]
    public async Task However_many_faults_there_are_the_page_stays_small_and_the_counts_whole()
    {
        await _connector.SyncLinesAsync([.. Enumerable.Range(0, 30000).Select(i => Line($"U{i}", "")), Line("X1", first: ""), Line("X2", first: "")]);

        var path = _connector.WriteReport();

        var page = ReportExtensions.Parse(path);
        Assert.Equal(["No email provided|30,000|Fill in the email", "No first name provided|2|Fill in the first name"], page.Rows("#causes"));
        Assert.Equal(1998, page.Cause("No email provided").Rows("table").Length);
        Assert.Equal(2, page.Cause("No first name provided").Rows("table").Length);
        Assert.Equal("The first 1,998 of 30,000 lines are listed here. The CSV log has all of them.", page.Cause("No email provided").Text(".note"));
        Assert.InRange(new FileInfo(path).Length, 1, 1024 * 1024);
    }

    [Fact]
    public async Task A_report_without_personal_data_names_the_lines_and_the_causes_alone()
    {
        string[] planted = ["PLANTED-ID", "planted@example.org", "Plantedfirst", "Plantedlast"];
        await _connector.SyncLinesAsync(Line(planted[0], planted[1], planted[2], planted[3], status: "?"), Line(planted[0], "b" + planted[1], planted[2], planted[3]));

        var text = File.ReadAllText(_connector.WriteReport(new ReportOptions(Anonymous: true)));

        Assert.All(planted, value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["2|InvalidUser", "3|DuplicateUser"], _connector.Report(new ReportOptions(Anonymous: true, Overwrite: true)).Cause("The unique ID stands").Rows("table").Order());
        Assert.All(planted, value => Assert.Contains(value, File.ReadAllText(_connector.WriteReport()), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_log_that_is_missing_or_damaged_is_said_to_be(string _, Action<string> damage, string trouble)
    {
        var run = await _connector.SyncLinesAsync(Line("U1", ""), Line("U2", ""));
        damage(run.CsvLogPath!);

        var page = _connector.Report();

        Assert.Contains(trouble, page.Text("#faults ~ .note"), StringComparison.Ordinal);
        Assert.Equal("2", page.Pairs(".figures")["Ignored users"]);
        Assert.Contains(_connector.Observer.Messages, message => message.Contains(trouble, StringComparison.Ordinal));
    }

    public static IEnumerable<TheoryDataRow<string, Action<string>, string>> Damages =>
    [
        new("deleted", File.Delete, "is missing"),
        new("another file", path => File.WriteAllText(path, "no log\n"), "is damaged"),
        new("empty", path => File.WriteAllText(path, ""), "is damaged"),
        new("cut short", path => File.WriteAllLines(path, File.ReadAllLines(path)[..2]), "1 of 2 lines"),
        new("random bytes", path => File.WriteAllBytes(path, [0xFF, 0xFE, 0, 1, 2, 3, 0xC3]), "is damaged"),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("{\"ignoredUsers\":[{\"id\":\"U1")]
    [InlineData("[{}]")]
    [InlineData("{\"ignoredUsers\":{\"id\":{\"id\":\"U9\"}}}")]
    public async Task Without_a_sound_JSON_log_the_CSV_log_says_who_it_is(string json)
    {
        var run = await _connector.SyncLinesAsync(Line("U1", ""), Line("U2", ""));
        File.WriteAllText(run.JsonLogPath!, json);

        Assert.Equal(["2|U1|First Last||InvalidUser", "3|U2|First Last||InvalidUser"], _connector.Report().Rows(".cause"));
    }
}
