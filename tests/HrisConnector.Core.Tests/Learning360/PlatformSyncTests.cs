using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Undo;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>Synchronizing with the learning platform, day by day.</summary>
public sealed class PlatformSyncTests
{
    private const string Ada = "E1,ada@example.org,Ada,Lovelace,Active,Analyst,Engines,en,E2,+44 1,";
    private const string Mary = "E2,mary@example.org,Mary,Somerville,Active,Director,Engines,en,,,";

    [Fact]
    public async Task A_new_user_is_created_with_everything_the_line_says()
    {
        await using var day = await PlatformConnector.StartAsync();

        var result = await day.SyncAsync(Ada, Mary);

        Assert.Null(result.Error);
        Assert.Equal((HrisSyncStatus.Success, 2L), (result.Sync.Status, result.Sync.Created));
        var ada = day.User("E1")!;
        Assert.Equal(("ada@example.org", "Ada", "Lovelace", "active", "Analyst", "Engines", "en", "+44 1"), (ada.Mail, ada.FirstName, ada.LastName, ada.Status, ada.Job, ada.Organization, ada.Lang, ada.Phone));
        Assert.Equal([day.User("E2")!.Id], ada.ManagerIds);
        Assert.Equal(["Company"], ada.LearnerGroups);
    }

    [Fact]
    public async Task An_unchanged_file_costs_a_token_and_nothing_else()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Ada, Mary);
        day.TakeRequests();

        var again = await day.SyncAsync(Ada, Mary);

        Assert.Equal((HrisSyncStatus.Success, 2L), (again.Sync.Status, again.Sync.Unchanged));
        Assert.Empty(day.TakeRequests());
    }

    [Fact]
    public async Task A_changed_line_sends_what_changed_and_no_more()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Ada, Mary);
        day.TakeRequests();

        var result = await day.SyncAsync(Ada.Replace("Analyst", "Countess"), Mary);

        Assert.Equal(1, result.Sync.Updated);
        var sent = Assert.Single(day.Platform.Requests, request => request.Operation == "PATCH /api/v2/users/{userId}");
        Assert.Equal("""{"job":"Countess"}""", sent.Body);
        Assert.Equal("Countess", day.User("E1")!.Job);
        Assert.DoesNotContain(day.Platform.Requests, request => request.Method is "POST" or "PUT" or "DELETE" && !request.Operation.EndsWith("/token", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_leaves_is_deleted_and_who_comes_back_is_restored_as_the_same_user()
    {
        await using var day = await PlatformConnector.StartAsync(
            """ "customFields": [ { "column": "title", "name": "Grade", "type": "string" } ] """, state => state.AddCustomField("Grade", "string"));
        await day.SyncAsync(Ada, Mary);
        var before = day.User("E1")!;

        var left = await day.SyncAsync(Ada.Replace("Active", "Inactive"), Mary);
        var gone = day.User("E1")!;
        var back = await day.SyncAsync(Ada.Replace("ada@example.org", "countess@example.org"), Mary);
        var after = day.User("E1")!;

        Assert.Equal((1L, "deleted"), (left.Sync.Archived, gone.Status));
        Assert.Equal((1L, HrisSyncStatus.Success), (back.Sync.Created, back.Sync.Status));
        Assert.Equal((before.Id, "active", "countess@example.org", "Analyst"), (after.Id, after.Status, after.Mail, after.CustomFields["Grade"]));
        Assert.Equal([day.User("E2")!.Id], after.ManagerIds);
    }

    [Fact]
    public async Task An_account_without_owner_is_linked_by_its_address()
    {
        string? id = null;
        await using var day = await PlatformConnector.StartAsync(arrange: state => id = state.AddUser("Ada@Example.org", "Ada", "King"));

        var result = await day.SyncAsync(Ada, Mary);

        Assert.Equal((1L, 1L), (result.Sync.Created, result.Sync.Updated));
        Assert.Equal((id, "Lovelace"), (day.User("E1")!.Id, day.User("E1")!.LastName));
    }

    [Fact]
    public async Task Two_users_swap_their_addresses()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Ada, Mary);

        var result = await day.SyncAsync(Ada.Replace("ada@example.org", "mary@example.org"), Mary.Replace("mary@example.org", "ada@example.org"));

        Assert.Equal((2L, HrisSyncStatus.Success), (result.Sync.Updated, result.Sync.Status));
        Assert.Equal(("mary@example.org", "ada@example.org"), (day.User("E1")!.Mail, day.User("E2")!.Mail));
    }

    [Theory]
    [InlineData(1, "completed")] // one has given the address up, and nobody has a new one: given back, and planned anew
    [InlineData(2, "cut")] // the other one has it: finished as it was planned, and recorded as what the dead run did
    public async Task A_swap_that_was_cut_off_in_the_middle_can_be_taken_back_when_it_is_completed(int done, string changedBy)
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Ada, Mary);
        day.Platform.Faults.Add(FaultKind.InvalidScope, "PATCH /api/v2/users/{userId}", after: done);
        string[] swapped = [Ada.Replace("ada@example.org", "mary@example.org"), Mary.Replace("mary@example.org", "ada@example.org")];

        var cut = await day.SyncAsync(swapped);
        var completed = await day.SyncAsync(swapped);
        var addresses = (day.User("E1")!.Mail, day.User("E2")!.Mail);
        var run = changedBy == "cut" ? cut.Sync : completed.Sync;
        var undo = await day.Connector.Connector.UndoAsync(run.Id, new UndoOptions(), day.Connector.Observer, TestContext.Current.CancellationToken);

        Assert.Equal((HrisErrors.PlatformForbidden, HrisSyncStatus.Success), (cut.Error!.Error, completed.Sync.Status));
        Assert.Null(undo.Error);
        Assert.Equal(("mary@example.org", "ada@example.org"), addresses);
        Assert.Equal(("ada@example.org", "mary@example.org"), (day.User("E1")!.Mail, day.User("E2")!.Mail));
    }

    [Fact]
    public async Task An_address_is_taken_when_its_user_has_given_it_up_wherever_they_stand_in_the_file()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Ada, Mary);

        // A new user takes Ada's address, Ada takes Mary's, Mary gets a new one.
        var result = await day.SyncAsync(
            "E3,ada@example.org,Grace,Hopper,Active,,,,,,", Ada.Replace("ada@example.org", "mary@example.org"), Mary.Replace("mary@example.org", "new@example.org"));

        Assert.Equal((1L, 2L, HrisSyncStatus.Success), (result.Sync.Created, result.Sync.Updated, result.Sync.Status));
        Assert.Equal(("mary@example.org", "new@example.org", "ada@example.org"), (day.User("E1")!.Mail, day.User("E2")!.Mail, day.User("E3")!.Mail));
        Assert.DoesNotContain(day.Platform.Requests, request => request.Body.Contains("parked", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task Groups_are_given_and_taken_in_bulk()
    {
        await using var day = await PlatformConnector.StartAsync(""" "groups": { "rulesFile": "rules.csv", "default": "Company" } """, state =>
        {
            state.AddGroup("Company/Engines", isPublic: false);
            state.AddGroup("Company/Engines/Analysts", isPublic: true);
            state.AddGroup("Company/Sales", isPublic: false);
        });
        day.Connector.Write("rules.csv", "Rule,Group,Field,Operator,Value\n1,Company/Engines/Analysts,title,equals,Analyst\n2,Company/Sales,title,equals,Seller\n");

        var first = await day.SyncAsync(Ada, Mary);
        var groups = (day.User("E1")!.LearnerGroups, day.User("E2")!.LearnerGroups);
        var second = await day.SyncAsync(Ada.Replace("Analyst", "Seller"), Mary);

        Assert.Equal((2L, 1L), (first.Sync.Created, first.Sync.NoGroupsMatch));
        Assert.Equal(["Company/Engines", "Company/Engines/Analysts"], groups.Item1.Order());
        Assert.Equal(["Company"], groups.Item2);
        Assert.Equal(1, second.Sync.Updated);
        Assert.Equal(["Company/Sales"], day.User("E1")!.LearnerGroups);
    }

    [Fact]
    public async Task What_the_platform_says_in_its_own_words_stands_in_the_log_and_the_next_run_tries_again()
    {
        await using var day = await PlatformConnector.StartAsync();
        day.Platform.Faults.Add(FaultKind.UnknownErrorCode, "POST /api/v2/users");

        var result = await day.SyncAsync(Mary);
        var again = await day.SyncAsync(Mary);

        Assert.Equal((HrisSyncStatus.Warning, 1L, 0L), (result.Sync.Status, result.Sync.Ignored, result.Sync.Created));
        var (status, detail) = Assert.Single(TestConnector.Outcomes(result.Sync));
        Assert.Equal("CreationIssue", status);
        Assert.StartsWith("somethingNew", detail, System.StringComparison.Ordinal);
        Assert.Equal(1, again.Sync.Created);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_could_not_be_activated_is_activated_by_the_next_run(bool comesBack)
    {
        await using var day = await PlatformConnector.StartAsync();
        if (comesBack)
        {
            await day.SyncAsync(Mary);
            await day.SyncAsync(Mary.Replace("Active", "Inactive"));
        }

        day.Platform.Faults.Add(FaultKind.ServiceUnavailable, "PUT /api/v2/users/{userId}/activate", times: 5);

        var result = await day.SyncAsync(Mary);
        var status = day.User("E2")!.Status;
        var again = await day.SyncAsync(Mary);

        Assert.Equal(("CreationIssue", "invited"), (Assert.Single(TestConnector.Outcomes(result.Sync)).Status, status));
        Assert.Equal(("UserCreated", ""), Assert.Single(TestConnector.Outcomes(again.Sync)));
        Assert.Equal("active", day.User("E2")!.Status);
        Assert.Equal(("NoActionDone", ""), Assert.Single(TestConnector.Outcomes((await day.SyncAsync(Mary)).Sync)));
    }

    [Fact]
    public async Task Nobody_gets_the_account_of_somebody_who_left_while_the_file_was_planned()
    {
        await using var day = await PlatformConnector.StartAsync();
        string? left = null;
        day.Platform.BeforeEffect = request =>
        {
            if (request.Operation == "POST /api/v2/users")
                left ??= day.Platform.State.AddUser("mary@example.org", "Former", "Colleague", "deleted");
        };

        var result = await day.SyncAsync(Mary);

        Assert.Equal(("DuplicateUser", "Email already used by a deleted user from the company"), Assert.Single(TestConnector.Outcomes(result.Sync)));
        Assert.Equal("deleted", day.Platform.State.UserById(left!)!.Status);
        Assert.Null(day.User("E2"));
    }

    [Fact]
    public async Task A_user_name_has_small_letters_on_the_platform_and_is_the_same_for_it()
    {
        await using var day = await PlatformConnector.StartAsync();
        var first = await day.SyncAsync(Mary + "Mary.S");

        var second = await day.SyncFileAsync(TestConnector.Header + "\n" + Mary + "MARY.S\n", full: true);
        var undone = await day.Connector.Connector.UndoAsync(first.Sync.Id, new UndoOptions(), day.Connector.Observer, TestContext.Current.CancellationToken);

        Assert.Equal((1L, 1L, HrisSyncStatus.Success), (first.Sync.Created, second.Sync.Unchanged, second.Sync.Status));
        Assert.Null(undone.Error);
        Assert.Equal(("mary.s", "deleted"), (day.User("E2")!.Username, day.User("E2")!.Status));
    }

    [Fact]
    public async Task A_connector_that_was_synchronized_with_another_directory_needs_a_new_name()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var day = await PlatformConnector.StartAsync();
        var file = day.Connector.Write("users.csv", TestConnector.Header + "\n" + Ada + "\n" + Mary + "\n");
        var platform = day.Connector.ConfigurationText;
        day.Connector.Reconfigure("{}");
        var embedded = await day.Connector.SyncAsync(file, cancellationToken: stop);
        day.Connector.Reconfigure(platform);
        day.Platform.ClearRequests();

        var refused = await day.Connector.SyncAsync(file, cancellationToken: stop);
        var previewed = await day.Connector.SyncAsync(file, full: true, preview: true, cancellationToken: stop);
        var undone = await day.Connector.Connector.UndoAsync(embedded.Sync.Id, new UndoOptions(), day.Connector.Observer, stop);

        Assert.Equal([HrisErrors.DirectoryChanged, HrisErrors.DirectoryChanged, HrisErrors.DirectoryChanged], new[] { refused.Error!.Error, previewed.Error!.Error, undone.Error!.Error });
        Assert.Empty(day.Platform.Requests);
    }

    [Fact]
    public async Task A_full_run_repairs_what_was_changed_by_hand()
    {
        await using var day = await PlatformConnector.StartAsync();
        var file = TestConnector.Header + "\n" + Ada + "\n" + Mary + "\n";
        await day.SyncFileAsync(file);
        var undisturbed = day.Platform.State.Snapshot();
        using var byHand = new LearningApi(new LearningApiOptions(day.Platform.BaseUri, "client"), () => new Secret("secret"), day.Connector.Observer);
        await byHand.UpdateUserAsync(day.User("E1")!.Id, new UserPatch { Job = "Poet" }, TestContext.Current.CancellationToken);
        await byHand.RemoveManagerAsync(day.User("E1")!.Id, day.User("E2")!.Id, TestContext.Current.CancellationToken);
        var unnoticed = await day.SyncFileAsync(file);

        var repaired = await day.SyncFileAsync(file, full: true);

        Assert.Equal((0L, 1L), (unnoticed.Sync.Updated, repaired.Sync.Updated));
        Assert.Equal(undisturbed, day.Platform.State.Snapshot());
    }
}
