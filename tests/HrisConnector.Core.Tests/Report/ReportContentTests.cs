using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Report;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Report;

public sealed class ReportContentTests : IDisposable
{
    private readonly TestConnector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public void A_connector_that_never_ran_has_a_report_that_says_so()
    {
        var page = _connector.Report();

        Assert.Equal("No synchronization yet", page.Text("h2"));
        Assert.Empty(page.QuerySelectorAll("table"));
    }

    [Fact]
    public async Task The_last_run_is_shown_with_the_figures_and_the_words_of_the_vendors_panel()
    {
        await _connector.SyncLinesAsync([.. Lines(4), Line("A1")]);
        var run = await _connector.SyncLinesAsync(
            Line("U1", title: "Chief"), Line("U2"), Line("U3", status: "Inactive"), Line("N1"), Line("D1"), Line("D1", "other@example.org"), Line(""));

        var page = _connector.Report();

        Assert.Equal("Successful with error(s)", page.Text(".facts .status"));
        Assert.Equal(ReportText.Time(run.StartDate), page.Pairs(".facts")["Last connector sync"]);
        Assert.Equal("users.csv", page.Pairs(".facts")["File"]);
        Assert.Equal(
            ["Created users 1", "Updated users 1", "Duplicated users 2", "Ignored users 1", "Archived users 1"],
            page.Pairs(".figures").Select(pair => $"{pair.Key} {pair.Value}"));
    }

    [Fact]
    public async Task With_group_rules_the_users_matching_none_are_shown_too()
    {
        using var connector = GroupFixture.With("R1,Company/Sales,title,equals,Seller");
        await connector.SyncLinesAsync(Line("U1", title: "Seller"), Line("U2", title: "Cook"), Line("U3"));

        var page = connector.Report();

        Assert.Equal("2", page.Pairs(".figures")["Users matching no group rules"]);
        Assert.Equal(["3|U2|First Last|U2@example.org|NoGroupsMatch", "4|U3|First Last|U3@example.org|NoGroupsMatch"], page.Cause("User does not match any group").Rows("table"));
        Assert.Equal("No group", page.Texts("#run-list thead th").Last());
    }

    [Fact]
    public void Figures_have_separators_whatever_the_computers_language()
    {
        _connector.AddRun(Run(0, created: 1234567));

        Assert.Equal("1,234,567", _connector.Report().Pairs(".figures")["Created users"]);
    }

    [Fact]
    public void The_list_has_every_run_with_its_status_newest_first_and_the_chart_the_last_ones()
    {
        _connector.AddRun(Run(3));
        _connector.AddRun(Run(2, HrisSyncStatus.Warning, ignored: 2));
        var failed = Run(1, HrisSyncStatus.Error);
        failed.Logs = ["File is empty"];
        _connector.AddRun(failed);
        var undo = Run(0, created: 5);
        undo.UndoOf = 1;
        _connector.AddRun(undo);

        var page = _connector.Report(new ReportOptions(Last: 2, Overwrite: true));

        Assert.Equal(["Successful", "Failed", "Successful with error(s)", "Successful"], page.Texts("#run-list .status"));
        Assert.Equal(["4", "3", "2", "1"], page.Texts("#run-list tbody th"));
        Assert.Equal(["takes run 1 back", "File is empty"], page.Texts("#run-list .reason"));
        Assert.Equal(2, page.QuerySelectorAll("svg .tip").Length);
        Assert.Equal(["Failed", "Successful"], page.Texts("#trend ~ details .status"));
        Assert.Contains("1 successful, 1 failed", page.Text("svg desc"), StringComparison.Ordinal);
        Assert.Equal("4 synchronizations", page.Text("#run-result"));
    }

    [Fact]
    public void The_bars_of_the_chart_are_as_high_as_their_figures()
    {
        _connector.AddRun(Run(2, created: 10));
        _connector.AddRun(Run(1, created: 5, ignored: 4));
        _connector.AddRun(Run(0, HrisSyncStatus.Error));

        var page = _connector.Report();

        Assert.Equal(["150", "75"], page.QuerySelectorAll("svg > g > rect.created").Select(bar => bar.GetAttribute("height")));
        Assert.Equal(["74"], page.QuerySelectorAll("svg > g > rect.ignored").Select(bar => bar.GetAttribute("height")));
        Assert.Single(page.QuerySelectorAll("svg > g > path.failed"));
        Assert.Equal(["0", "5", "10", "0", "2", "4"], page.Texts("svg > text.value"));
        Assert.EndsWith(": Successful. 5 created, 4 ignored", page.Texts("svg .tip title")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_more_runs_than_a_page_takes_the_newest_are_listed_and_all_are_counted()
    {
        _connector.AddRun(Run(1));
        StoreFile.Execute(_connector, "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 2005) " +
            "INSERT INTO run (id, file, status, start_date, lines, created, updated, archived, duplicate, ignored, unchanged) SELECT i, 'users.csv', 1, 1700000000000 + i, 0, 0, 0, 0, 0, 0, 0 FROM n");

        var page = _connector.Report();

        Assert.Equal(2000, page.QuerySelectorAll("#run-list tbody tr").Length);
        Assert.Equal("2005", page.Text("#run-list tbody th"));
        Assert.StartsWith("The newest 2,000 of 2,005 synchronizations", page.Text("#run-result"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "File is empty", "Check the export of the HR system")]
    [InlineData("uniqueId,email\nU1,u1@example.org\n", "Required fields are missing from the CSV header: firstName, lastName, status", "Add the columns to the export")]
    public async Task A_failed_run_says_why_it_failed_and_what_to_do(string text, string reason, string advice)
    {
        await _connector.RunTextAsync(text);

        var page = _connector.Report();

        Assert.Equal("Failed", page.Text(".facts .status"));
        Assert.Equal(reason, page.Text(".failure li"));
        Assert.StartsWith("What to do: " + advice, page.Text(".failure p"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".cause"));
    }

    [Fact]
    public async Task While_a_run_is_running_the_last_one_that_ended_is_shown()
    {
        await _connector.SyncLinesAsync(Line("U1"));
        using var taken = Core.Store.RunLock.TryTake(_connector.Configuration.StorePath);
        _connector.AddRun(new HrisSync { File = "tonight.csv", Status = HrisSyncStatus.Running, StartDate = DateTime.UtcNow });

        var page = _connector.Report();

        Assert.Contains("tonight.csv is running since", page.Text(".note"), StringComparison.Ordinal);
        Assert.Equal("users.csv", page.Pairs(".facts")["File"]);
        Assert.Equal("Running", page.Text("#run-list .status"));
    }

    private static HrisSync Run(int daysAgo, HrisSyncStatus status = HrisSyncStatus.Success, long created = 0, long ignored = 0)
    {
        var start = new DateTime(2026, 3, 20, 2, 0, 0, DateTimeKind.Utc).AddDays(-daysAgo);
        return new HrisSync { File = "users.csv", Status = status, StartDate = start, EndDate = start.AddSeconds(4), Created = created, Ignored = ignored };
    }
}
