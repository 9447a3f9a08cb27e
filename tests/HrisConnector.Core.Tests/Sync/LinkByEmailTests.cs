using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §4, first synchronization: a line is linked to the account with the same e-mail that nobody owns.</summary>
public sealed class LinkByEmailTests
{
    private const string Used = "DuplicateUser/Email already used in the company";

    [Fact]
    public async Task A_line_is_linked_to_the_account_with_the_same_address()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("Anna@Example.org");

        Assert.Equal(["UserUpdated/"], await connector.OutcomesAsync(Line("A", "anna@example.org", title: "Chief")));
        var user = Assert.Single(connector.Users());
        Assert.Equal(("A", "First", "Chief"), (user.UniqueId, user.FirstName, user.Title));
        Assert.Equal(["NoActionDone/"], await connector.OutcomesAsync(Line("A", "anna@example.org", title: "Chief")));
    }

    [Fact]
    public async Task An_account_that_another_unique_identifier_owns_is_not_linked()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org", uniqueId: "OWNER");

        Assert.Equal([Used], await connector.OutcomesAsync(Line("A", "a@example.org")));
    }

    [Fact]
    public async Task An_account_that_has_the_unique_identifier_already_is_the_user()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("old@example.org", uniqueId: "a");

        Assert.Equal(["UserUpdated/"], await connector.OutcomesAsync(Line("A")));
        Assert.Equal("A@example.org", Assert.Single(connector.Users()).Email);
    }

    [Fact]
    public async Task An_archived_account_that_is_linked_is_reactivated()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org", archived: true);

        Assert.Equal(["UserCreated/"], await connector.OutcomesAsync(Line("A", "a@example.org")));
        var user = Assert.Single(connector.Users());
        Assert.Equal(("A", false), (user.UniqueId, user.Archived));
    }

    [Fact]
    public async Task An_inactive_line_archives_the_account_that_has_its_address()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");

        Assert.Equal(["UserArchived/"], await connector.OutcomesAsync(Line("A", "a@example.org", status: "Inactive")));
        var user = Assert.Single(connector.Users());
        Assert.Equal(("A", true), (user.UniqueId, user.Archived));
    }

    [Fact]
    public async Task An_inactive_line_archives_nobody_when_linking_is_off()
    {
        using var connector = new TestConnector("""{ "linkByEmail": false }""");
        await connector.AddAccountAsync("a@example.org");

        Assert.Equal(["NoActionDone/"], await connector.OutcomesAsync(Line("A", "a@example.org", status: "Inactive")));
        Assert.False(Assert.Single(connector.Users()).Archived);
    }

    [Fact]
    public async Task Two_lines_for_one_account_are_both_refused()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");
        var before = StoreFile.Directory(connector);

        Assert.Equal([Used, Used], await connector.OutcomesAsync(Line("A", "a@example.org"), Line("B", "a@example.org")));
        Assert.Equal(before, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task An_inactive_and_an_active_line_for_one_account_archive_nobody()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");

        await connector.SyncLinesAsync(Line("A", "a@example.org", status: "Inactive"), Line("B", "a@example.org"));

        Assert.DoesNotContain(connector.Users(), user => user.Archived);
    }

    [Fact]
    public async Task Two_accounts_with_the_address_leave_nobody_to_link()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("a@example.org");
        await connector.AddAccountAsync("a@example.org");
        var before = StoreFile.Directory(connector);

        var outcome = Assert.Single(await connector.OutcomesAsync(Line("A", "a@example.org")));

        Assert.Contains(outcome, new[] { "CreationIssue/unavailableEmails", Used });
        Assert.Equal(before, StoreFile.Directory(connector));
    }

    [Fact]
    public async Task A_known_user_is_not_linked_anew_when_taking_the_address_of_an_account()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("free@example.org");
        await connector.SyncLinesAsync(Line("A"));

        Assert.Equal([Used], await connector.OutcomesAsync(Line("A", "free@example.org")));
        Assert.Equal(2, connector.Users().Count);
    }

    [Fact]
    public async Task A_manager_who_is_linked_in_the_same_file_is_a_manager()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("boss@example.org");

        Assert.Equal(["UserCreated/", "UserUpdated/"], await connector.OutcomesAsync(Line("A", manager: "BOSS"), Line("BOSS", "boss@example.org")));
        Assert.Equal("BOSS", connector.User("A")!.ManagerId);
    }

    [Fact]
    public async Task A_manager_whose_link_is_refused_is_not_found()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("boss@example.org");

        Assert.Equal(
            ["UserCreated/managerNotFound", Used, Used],
            await connector.OutcomesAsync(Line("A", manager: "BOSS"), Line("BOSS", "boss@example.org"), Line("CHEF", "boss@example.org")));
        // The next file makes it good.
        await connector.SyncLinesAsync(Line("A", manager: "BOSS"), Line("BOSS", "boss@example.org"));
        Assert.Equal("BOSS", connector.User("A")!.ManagerId);
    }

    [Fact]
    public async Task A_manager_who_is_linked_to_an_archived_account_by_an_inactive_line_is_either_set_or_not_found()
    {
        using var connector = new TestConnector();
        await connector.AddAccountAsync("boss@example.org", archived: true);

        var outcomes = await connector.OutcomesAsync(Line("A", manager: "BOSS"), Line("BOSS", "boss@example.org", status: "Inactive"));

        Assert.Equal(connector.User("A")!.ManagerId is null ? "UserCreated/managerNotFound" : "UserCreated/", outcomes[0]);
    }

    [Fact]
    public async Task Accounts_that_no_file_names_are_never_touched()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive" }""");
        await connector.AddAccountAsync("x@example.org");
        await connector.AddAccountAsync("y@example.org", uniqueId: "Y");

        await connector.SyncLinesAsync(Line("A"));

        Assert.Equal(["x@example.org", "y@example.org"], connector.Users().Where(user => user.UniqueId != "A" && !user.Archived).Select(user => user.Email).Order());
    }
}
