using System;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Text;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §4: identifiers, inactive lines, managers, protected and missing users; precedence of statuses.</summary>
public sealed class MembersTests
{
    [Fact]
    public async Task Lines_that_share_a_unique_identifier_are_all_refused_and_none_is_applied()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("Ä", "ae@example.org"));
        var before = StoreFile.Directory(connector);

        var outcomes = await connector.OutcomesAsync(Line("Ä", "ae@example.org", title: "x"), Line(" ä\u00A0", "b@example.org"), Line("A\u0308", status: "Inactive"));

        Assert.All(outcomes, outcome => Assert.Equal("DuplicateUser/userAlreadyExists", outcome));
        Assert.Equal(before, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task Invalid_data_comes_before_a_duplicate_and_every_detail_is_listed()
    {
        using var connector = new TestConnector();

        Assert.Equal(
            ["InvalidUser/userWithoutLastName; userAlreadyExists", "DuplicateUser/userAlreadyExists; invalidEmails"],
            await connector.OutcomesAsync(Line("A", last: ""), Line("a", "bad")));
    }

    [Fact]
    public async Task Of_an_inactive_line_only_the_identifier_and_the_status_are_needed()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", title: "Chief"));

        Assert.Equal(
            ["UserArchived/", "NoActionDone/", "InvalidUser/userWithoutExternalId"],
            await connector.OutcomesAsync(Line("a", "bad", first: "", last: "", status: "INACTIVE", language: "xx", manager: "zz"), Line("B", "", first: "", last: "", status: "Inactive"), Line("", status: "Inactive")));
        var user = connector.User("A")!;
        Assert.Equal((true, "First", "A@example.org", "Chief"), (user.Archived, user.FirstName, user.Email, user.Title));
    }

    [Fact]
    public async Task An_archived_user_who_is_active_again_is_counted_as_created_with_the_new_values()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));
        await connector.SyncLinesAsync(Line("A", status: "Inactive"));

        var sync = await connector.SyncLinesAsync(Line("A", title: "Chief"));

        Assert.Equal((1, 0, "Chief", false), (sync.Created, sync.Updated, connector.User("A")!.Title, connector.User("A")!.Archived));
    }

    [Fact]
    public async Task A_user_archived_twice_is_archived_once()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));

        Assert.Equal(["UserArchived/"], await connector.OutcomesAsync(Line("A", status: "Inactive")));
        Assert.Equal(["NoActionDone/"], await connector.OutcomesAsync(Line("A", status: "Inactive", title: "other")));
    }

    [Fact]
    public async Task Managers_may_stand_anywhere_in_the_file_and_manage_each_other()
    {
        using var connector = new TestConnector();
        var lines = Enumerable.Range(0, 2500).Select(i => Line($"U{i}", manager: $"u{(i + 1) % 2500}")).ToArray();

        Assert.All(await connector.OutcomesAsync(lines), outcome => Assert.Equal("UserCreated/", outcome));
        Assert.All(connector.Users(), user => Assert.Equal($"U{(int.Parse(user.UniqueId![1..], null) + 1) % 2500}", user.ManagerId));
    }

    [Fact]
    public async Task A_manager_who_appears_on_another_day_is_set_then()
    {
        using var connector = new TestConnector();
        Assert.Equal(["UserCreated/managerNotFound"], await connector.OutcomesAsync(Line("A", manager: "BOSS")));
        Assert.Equal(["NoActionDone/managerNotFound"], await connector.OutcomesAsync(Line("A", manager: "BOSS")));

        Assert.Equal(["UserUpdated/", "UserCreated/"], await connector.OutcomesAsync(Line("A", manager: "BOSS"), Line("BOSS")));
        Assert.Equal("BOSS", connector.User("A")!.ManagerId);
        Assert.Equal(["NoActionDone/", "NoActionDone/"], await connector.OutcomesAsync(Line("A", manager: "BOSS"), Line("BOSS")));
    }

    [Theory]
    [InlineData("BOSS,,First,Last,Active,,,,,,")]
    [InlineData("BOSS,boss@example.org,First,Last,Inactive,,,,,,")]
    [InlineData("BOSS,bad,First,Last,Active,,,,,,")]
    [InlineData("BOSS,A@example.org,First,Last,Active,,,,,,")]
    [InlineData("BOSS,boss@example.org,First")]
    public async Task A_manager_whose_line_makes_no_user_is_not_found(string boss)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"));

        Assert.Equal("UserUpdated/managerNotFound", (await connector.OutcomesAsync(Line("A", title: "x", manager: "BOSS"), boss))[0]);
    }

    [Fact]
    public async Task An_unknown_new_manager_leaves_the_old_one()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", manager: "B"), Line("B"));

        Assert.Equal(["NoActionDone/managerNotFound", "NoActionDone/"], await connector.OutcomesAsync(Line("A", manager: "nobody"), Line("B")));
        Assert.Equal("B", connector.User("A")!.ManagerId);
    }

    [Fact]
    public async Task Protected_users_are_neither_updated_nor_archived_nor_missing()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A"), Line("B"), Line("C"));
        connector.Reconfigure("""{ "protectedUsers": [" a ", "B", "C"], "missingUsers": "archive" }""");

        Assert.Equal(["NoActionDone/", "NoActionDone/"], await connector.OutcomesAsync(Line("A", title: "x"), Line("B", status: "Inactive")));
        Assert.All(connector.Users(), user => Assert.Equal((false, null), (user.Archived, user.Title)));
    }

    [Fact]
    public async Task Missing_users_are_archived_when_configured_and_only_those_of_this_connector()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("other@example.org", uniqueId: "OTHER");
        await connector.SyncLinesAsync(Line("A"), Line("B"), Line("C"));
        Assert.Equal(0, (await connector.SyncLinesAsync(Line("A"))).Archived);
        connector.Reconfigure("""{ "missingUsers": "archive" }""");

        var sync = await connector.SyncLinesAsync(Line("A"), Line("C", first: ""));

        Assert.Equal(1, sync.Archived);
        Assert.Equal("B", Assert.Single(connector.Users(), user => user.Archived).UniqueId);
    }

    [Fact]
    public async Task A_missing_user_whose_account_another_unique_identifier_has_by_now_leaves_it_alone()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive" }""");
        await connector.SyncLinesAsync(Line("A"), Line("B"));
        StoreFile.Execute(connector, $"UPDATE user SET unique_id = 'N', unique_id_key = '{MatchKey.Fold("N")}' WHERE unique_id = 'B'");

        var run = await connector.SyncLinesAsync(Line("A"), Line("N", "b@example.org"));

        Assert.Equal((0, 0, false), (run.Archived, (await connector.SyncLinesAsync(Line("A"), Line("N", "b@example.org"))).Archived, connector.User("N")!.Archived));
    }

    [Fact]
    public async Task Whose_key_would_fold_to_another_one_is_archived_when_missing_and_brought_back_by_the_undo()
    {
        const string id = "W\u030A1"; // the small letter and the ring are one character, the capital and the ring are not
        using var connector = new TestConnector("""{ "missingUsers": "archive", "limits": null }""");
        await connector.SyncLinesAsync(Line("A"), Line(id, "w@example.org"));
        Assert.Equal(0, (await connector.SyncLinesAsync(Line("A"), Line(id, "w@example.org"))).Archived);

        var run = await connector.SyncLinesAsync(Line("A"));

        Assert.Equal((1, true), (run.Archived, connector.User(id)!.Archived));
        await connector.TakeBackAsync(run.Id);
        Assert.False(connector.User(id)!.Archived);
    }

    [Theory]
    [InlineData("C,broken")]
    [InlineData(",c@example.org,A,B,Active,,,,,,")]
    public async Task Nobody_is_missing_while_a_line_does_not_say_whom_it_is_about(string unreadable)
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive" }""");
        await connector.SyncLinesAsync(Line("A"), Line("B"));

        Assert.Equal(0, (await connector.SyncLinesAsync(Line("A"), unreadable)).Archived);
        Assert.False(connector.User("B")!.Archived);
    }

    [Fact]
    public async Task More_than_ten_percent_and_more_than_ten_users_to_archive_stop_the_run_before_its_first_write()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Lines(100));
        var directory = StoreFile.Directory(connector);
        string[] eleven = [Line("NEW"), .. Enumerable.Range(1, 100).Select(i => Line($"U{i}", status: i <= 11 ? "Inactive" : "Active"))];

        foreach (var preview in new[] { true, false })
        {
            var result = await connector.RunLinesAsync(eleven, preview: preview);
            Assert.Equal(HrisErrors.SafetyThresholdExceeded, result.Error!.Error);
            Assert.Equal(["Safety threshold exceeded: 11 of 100 users (11 %) would be archived, the limit is 10 % and 10"], result.Sync.Logs);
            Assert.Equal((HrisSyncStatus.Error, 0L, 0L), (result.Sync.Status, result.Sync.Created, result.Sync.Lines));
            Assert.Equal(directory, StoreFile.Directory(connector));
        }

        Assert.Equal(11, (await connector.RunLinesAsync(eleven, force: true)).Sync.Archived);
    }

    [Theory]
    [InlineData(10, 50)] // more than a tenth, not more than ten
    [InlineData(20, 200)] // more than ten, not more than a tenth
    public async Task A_limit_is_passed_only_when_both_its_parts_are(int archived, int users)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Lines(users));

        Assert.Equal(archived, (await connector.RunLinesAsync(Enumerable.Range(1, users).Select(i => Line($"U{i}", status: i <= archived ? "Inactive" : "Active")))).Sync.Archived);
    }

    [Fact]
    public async Task Missing_users_count_for_the_limit()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive", "limits": { "shrink": null } }""");
        await connector.SyncLinesAsync(Lines(40));

        var result = await connector.RunLinesAsync(Lines(20));

        Assert.Equal(["Safety threshold exceeded: 20 of 40 users (50 %) would be archived, the limit is 10 % and 10"], result.Sync.Logs);
    }

    [Theory]
    [InlineData("updated", "Safety threshold exceeded: 3 of 4 users (75 %) would be updated, the limit is 50 %")]
    [InlineData("created", "Safety threshold exceeded: 3 of 4 users (75 %) would be created, the limit is 50 %")]
    public async Task Updates_and_creations_have_limits_when_configured(string limit, string text)
    {
        using var connector = new TestConnector($$"""{ "limits": { "{{limit}}": { "percent": 50 } } }""");
        await connector.SyncLinesAsync(Lines(4));

        string[] lines = limit == "updated" ? [.. Lines(4).Select((line, i) => i == 0 ? line : line.Replace("First", "New", StringComparison.Ordinal))] : [.. Lines(4), .. Lines(3, "N")];
        Assert.Equal([text], (await connector.RunLinesAsync(lines)).Sync.Logs);
    }

    [Fact]
    public async Task A_file_that_shrank_by_more_than_half_is_refused_and_by_half_it_is_not()
    {
        using var connector = new TestConnector();
        await connector.RunLinesAsync(Lines(10));

        Assert.Equal(HrisErrors.SafetyThresholdExceeded, (await connector.RunLinesAsync(Lines(4))).Error!.Error);
        Assert.Equal(HrisErrors.SafetyThresholdExceeded, (await connector.RunLinesAsync(Lines(4))).Error!.Error); // a refused file is no good one
        Assert.Null((await connector.RunLinesAsync(Lines(5))).Error);
    }
}
