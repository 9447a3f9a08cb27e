using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §4: one e-mail address belongs to one user, judged on the state after the whole file.</summary>
public sealed class EmailRulesTests
{
    private const string Used = "DuplicateUser/Email already used in the company";
    private const string Deleted = "DuplicateUser/Email already used by a deleted user from the company";

    [Fact]
    public async Task Two_users_who_swap_addresses_are_no_conflict()
    {
        using var connector = await WithAsync("A", "B");

        Assert.Equal(["UserUpdated/", "UserUpdated/"], await connector.OutcomesAsync(Line("A", Mail("B")), Line("B", Mail("A"))));
        Assert.Equal(Mail("B"), connector.User("A")!.Email);
        Assert.Equal(Mail("A"), connector.User("B")!.Email);
    }

    [Fact]
    public async Task A_chain_of_hand_overs_is_no_conflict_in_any_order()
    {
        using var connector = await WithAsync("A", "B", "C");

        Assert.Equal(
            ["UserUpdated/", "UserCreated/", "UserUpdated/", "UserUpdated/"],
            await connector.OutcomesAsync(Line("B", Mail("C")), Line("D", Mail("A")), Line("A", Mail("B")), Line("C", "new@example.org")));
        Assert.Equal(["A b", "B c", "C new", "D a"], connector.Users().Select(user => $"{user.UniqueId} {user.Email!.Split('@')[0].ToLowerInvariant()}"));
    }

    [Fact]
    public async Task Whoever_cannot_move_keeps_the_old_address_and_so_blocks_the_next()
    {
        using var connector = await WithAsync("A", "B", "C", "X");
        var before = StoreFile.Directory(connector);

        // X stays; C cannot have X's; so B cannot have C's, and A cannot have B's, in whatever order they stand.
        Assert.Equal([Used, Used, Used, "NoActionDone/"], await connector.OutcomesAsync(Line("A", Mail("B")), Line("B", Mail("C")), Line("C", Mail("X")), Line("X")));
        Assert.Equal([Used, Used, "NoActionDone/", Used], await connector.OutcomesAsync(Line("C", Mail("X")), Line("B", Mail("C")), Line("X"), Line("A", Mail("B"))));
        Assert.Equal(before, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task A_mover_whose_line_is_invalid_keeps_the_address()
    {
        using var connector = await WithAsync("A", "B");

        Assert.Equal(["InvalidUser/userWithoutFirstName", Used], await connector.OutcomesAsync(Line("A", "new@example.org", first: ""), Line("B", Mail("A"))));
    }

    [Fact]
    public async Task A_mover_whose_line_is_a_duplicate_or_unreadable_keeps_the_address()
    {
        using var connector = await WithAsync("A", "B");
        var outcomes = await connector.OutcomesAsync(Line("A", "new@example.org"), Line("a", "new2@example.org"), Line("B", Mail("A")));

        Assert.Equal(["DuplicateUser/userAlreadyExists", "DuplicateUser/userAlreadyExists", Used], outcomes);
        Assert.Equal(Used, (await connector.OutcomesAsync("A,new@example.org", Line("B", Mail("A"))))[1]);
    }

    [Fact]
    public async Task Whoever_holds_the_address_already_keeps_it_and_the_others_are_refused()
    {
        using var connector = await WithAsync("A", "B");

        Assert.Equal(
            [Used, "UserUpdated/", Used],
            await connector.OutcomesAsync(Line("B", Mail("A")), Line("A", title: "Chief"), Line("C", "A@EXAMPLE.org")));
        Assert.Null(connector.User("C"));
        Assert.Equal(Mail("B"), connector.User("B")!.Email);
    }

    [Fact]
    public async Task When_nobody_holds_it_none_of_the_lines_is_applied()
    {
        using var connector = new TestConnector();

        Assert.Equal([Used, "UserCreated/", Used, Used], await connector.OutcomesAsync(Line("A", "s@example.org"), Line("B"), Line("C", "S@example.org"), Line("D", " s@example.ORG ")));
        Assert.Equal("B", Assert.Single(connector.Users()).UniqueId);
    }

    [Fact]
    public async Task A_holder_who_is_not_in_the_file_keeps_the_address()
    {
        using var connector = await WithAsync("A");

        Assert.Equal([Used], await connector.OutcomesAsync(Line("B", Mail("A"))));
    }

    [Fact]
    public async Task An_archived_holder_keeps_the_address_too()
    {
        using var connector = await WithAsync("A");
        await connector.SyncLinesAsync(Line("A", status: "Inactive"));

        Assert.Equal([Deleted], await connector.OutcomesAsync(Line("B", Mail("A"))));
        Assert.Equal([Deleted, "NoActionDone/"], await connector.OutcomesAsync(Line("B", Mail("A")), Line("A", status: "Inactive")));
    }

    [Fact]
    public async Task A_holder_who_is_archived_in_the_same_file_is_a_deleted_user_afterwards()
    {
        using var connector = await WithAsync("A", "B");

        Assert.Equal(["UserArchived/", Deleted, Deleted], await connector.OutcomesAsync(Line("A", status: "Inactive"), Line("B", Mail("A")), Line("C", Mail("A"))));
    }

    [Fact]
    public async Task A_holder_who_is_archived_for_being_missing_is_a_deleted_user_afterwards()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive" }""");
        await connector.SyncLinesAsync(Line("A"), Line("B"));

        Assert.Equal([Deleted], await connector.OutcomesAsync(Line("B", Mail("A"))));
        Assert.True(connector.User("A")!.Archived);
    }

    [Fact]
    public async Task A_reactivated_user_keeps_the_address_that_they_hold()
    {
        using var connector = await WithAsync("A");
        await connector.SyncLinesAsync(Line("A", status: "Inactive"));

        Assert.Equal([Used, "UserCreated/"], await connector.OutcomesAsync(Line("B", Mail("A")), Line("A")));
    }

    [Fact]
    public async Task A_reactivated_user_with_a_new_address_hands_the_old_one_over()
    {
        using var connector = await WithAsync("A");
        await connector.SyncLinesAsync(Line("A", status: "Inactive"));

        Assert.Equal(["UserCreated/", "UserCreated/"], await connector.OutcomesAsync(Line("B", Mail("A")), Line("A", "new@example.org")));
    }

    [Fact]
    public async Task A_protected_user_or_one_outside_the_perimeter_holds_the_address_whatever_the_line_says()
    {
        using var connector = await WithAsync("A", "B");
        connector.Reconfigure("""{ "protectedUsers": ["a"] }""");
        Assert.Equal(["NoActionDone/", Used], await connector.OutcomesAsync(Line("A", "new@example.org"), Line("B", Mail("A"))));

        connector.Reconfigure("""{ "perimeter": [ { "field": "title", "operator": "isEmpty" } ] }""");
        Assert.Equal(
            ["NoActionDone/User is outside of the synchronization perimeter", Used],
            await connector.OutcomesAsync(Line("A", "new@example.org", title: "x"), Line("B", Mail("A"))));
    }

    [Fact]
    public async Task An_address_that_differs_in_case_alone_is_the_same_address()
    {
        using var connector = await WithAsync("A");

        Assert.Equal(["NoActionDone/"], await connector.OutcomesAsync(Line("A", "a@EXAMPLE.ORG")));
    }

    [Fact]
    public async Task Up_to_a_hundred_users_share_an_address_those_of_the_directory_included()
    {
        using var connector = new TestConnector("""{ "sharedEmails": true }""");
        await connector.SyncLinesAsync([.. Enumerable.Range(0, 99).Select(i => Line($"D{i}", "s@example.org"))]);

        Assert.Equal(["UserCreated/", "DuplicateUser/Email used too many times"], await connector.OutcomesAsync(Line("N1", "s@example.org"), Line("N2", "S@example.org")));
        // One leaves, the next may come.
        Assert.Equal(["UserCreated/", "UserUpdated/"], await connector.OutcomesAsync(Line("N2", "s@example.org"), Line("D0", "own@example.org")));
    }

    [Fact]
    public async Task Where_sharing_ended_the_holders_keep_what_they_have()
    {
        using var connector = new TestConnector("""{ "sharedEmails": true }""");
        string[] lines = [Line("A", "s@example.org"), Line("B", "s@example.org")];
        await connector.SyncLinesAsync(lines);
        connector.Reconfigure("{}");

        Assert.Equal(["NoActionDone/", "NoActionDone/", Used], await connector.OutcomesAsync([.. lines, Line("C", "s@example.org")]));
    }

    [Fact]
    public async Task Nobody_comes_back_as_the_101st_user_of_a_shared_address()
    {
        using var connector = new TestConnector("""{ "sharedEmails": true, "limits": null }""");
        var users = Enumerable.Range(1, 100).Select(i => Line($"U{i}", "all@example.org")).ToArray();
        await connector.SyncLinesAsync(Line("A", "all@example.org"));
        await connector.SyncLinesAsync(Line("A", "all@example.org", status: "Inactive"));
        await connector.SyncLinesAsync([.. users, Line("A", "all@example.org", status: "Inactive")]);

        Assert.Equal("DuplicateUser/Email used too many times", (await connector.OutcomesAsync([.. users, Line("A", "all@example.org")]))[^1]);
        Assert.True(connector.User("A")!.Archived);
        Assert.Equal("UserCreated/", (await connector.OutcomesAsync([.. users[1..], Line("U1", "own@example.org"), Line("A", "all@example.org")]))[^1]);
    }

    [Fact]
    public async Task A_line_whose_address_is_refused_says_nothing_of_its_manager()
    {
        using var connector = await WithAsync("A");

        Assert.Equal(["NoActionDone/", Used], await connector.OutcomesAsync(Line("A"), Line("B", Mail("A"), manager: "nobody")));
    }

    private static string Mail(string id) => id + "@example.org";

    private static async Task<TestConnector> WithAsync(params string[] ids)
    {
        var connector = new TestConnector();
        await connector.SyncLinesAsync([.. ids.Select(id => Line(id))]);
        return connector;
    }
}
