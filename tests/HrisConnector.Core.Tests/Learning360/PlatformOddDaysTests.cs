using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>Days on which the platform is not as the connector left it, or says no in the middle.</summary>
public sealed class PlatformOddDaysTests
{
    private static string Line(string id, string mail, string status = "Active", string title = "", string manager = "", string username = "", string first = "First") =>
        $"{id},{mail},{first},Last,{status},{title},,,{manager},,{username}";

    [Fact]
    public async Task Who_cannot_swap_keeps_the_old_address()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Line("E1", "a@example.org", username: "a"), Line("E2", "b@example.org", username: "b"));
        var before = day.Platform.State.Snapshot();

        var swap = await day.SyncAsync(Line("E1", "b@example.org", username: "b"), Line("E2", "a@example.org", username: "a"));

        Assert.Equal(["DuplicateUser/userAlreadyExists", "DuplicateUser/userAlreadyExists"], CsvLogFile.Of(swap.Sync).Joined);
        Assert.Equal(before, day.Platform.State.Snapshot());
    }

    [Fact]
    public async Task Two_new_lines_never_take_over_one_account()
    {
        var account = "";
        await using var day = await PlatformConnector.StartAsync(
            "\"sharedEmails\": true", state => account = state.AddUser("shared@example.org", "First", "Last"), new FakePlatformOptions { SharedMails = true });

        var result = await day.SyncAsync(Line("E1", "shared@example.org"), Line("E2", "shared@example.org", first: "Second"));

        Assert.Equal(["DuplicateUser/Email already used in the company", "DuplicateUser/Email already used in the company"], CsvLogFile.Of(result.Sync).Joined);
        Assert.Equal("First", day.Platform.State.UserById(account)!.FirstName);
        Assert.Empty(day.Platform.State.Mappings);
    }

    [Theory]
    [InlineData("Inactive", "deleted")]
    [InlineData("Active", "active")]
    public async Task Of_those_who_left_with_one_address_each_comes_back_as_themselves(string status, string account)
    {
        await using var day = await PlatformConnector.StartAsync("\"sharedEmails\": true", options: new FakePlatformOptions { SharedMails = true });
        await day.SyncAsync(Line("E1", "f@example.org", first: "Ann"), Line("E2", "f@example.org", first: "Bob"));
        string[] ids = [day.User("E1")!.Id, day.User("E2")!.Id];
        await day.SyncAsync(Line("E1", "f@example.org", "Inactive", first: "Ann"), Line("E2", "f@example.org", "Inactive", first: "Bob"));
        string[] file = [Line("E1", "f@example.org", status, first: "Ann"), Line("E2", "f@example.org", first: "Bob")];

        var back = await day.SyncAsync(file);
        var again = await day.SyncAsync(file);

        Assert.Equal((HrisSyncStatus.Success, 2L), (back.Sync.Status, again.Sync.Unchanged));
        Assert.Equal(
            [(ids[0], account, "Ann", "f@example.org"), (ids[1], "active", "Bob", "f@example.org")],
            new[] { day.User("E1")!, day.User("E2")! }.Select(user => (user.Id, user.Status, user.FirstName, user.Mail)));
    }

    [Fact]
    public async Task An_account_that_was_given_to_another_unique_identifier_is_theirs()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Line("E1", "e1@example.org"));
        var account = day.User("E1")!.Id;
        using var api = new LearningApi(new LearningApiOptions(day.Platform.BaseUri, "client"), () => new Secret("secret"), new SilentObserver());
        await api.DeleteMappingAsync(Assert.Single(day.Platform.State.Mappings).Id, TestContext.Current.CancellationToken);
        day.Platform.State.AddMapping(PlatformConnector.Name, "E3", account);

        var full = await day.SyncFileAsync($"{TestConnector.Header}\n{Line("E1", "new@example.org")}\n{Line("E3", "e3@example.org")}\n", full: true);

        Assert.Equal(["UserCreated/", "UserUpdated/"], CsvLogFile.Of(full.Sync).Joined);
        Assert.Equal(("new@example.org", "e3@example.org", account), (day.User("E1")!.Mail, day.User("E3")!.Mail, day.User("E3")!.Id));
    }

    [Fact]
    public async Task Who_is_linked_and_leaves_at_once_has_an_external_id_and_can_be_taken_back()
    {
        var account = "";
        await using var day = await PlatformConnector.StartAsync(arrange: state => account = state.AddUser("e1@example.org", "First", "Last"));
        var before = day.Platform.State.Snapshot();

        var leaving = await day.SyncAsync(Line("E1", "e1@example.org", "Inactive"));

        Assert.Equal(["UserArchived/"], CsvLogFile.Of(leaving.Sync).Joined);
        Assert.Equal((account, "deleted"), (day.User("E1")!.Id, day.User("E1")!.Status));
        await day.Connector.TakeBackAsync(leaving.Sync.Id);
        Assert.Equal(before, day.Platform.State.Snapshot());
    }

    [Fact]
    public async Task An_undo_takes_the_external_id_from_a_deleted_account_that_was_linked_and_restored()
    {
        await using var day = await PlatformConnector.StartAsync(arrange: state => state.AddUser("e1@example.org", "First", "Last", "deleted"));
        var before = day.Platform.State.Snapshot();

        var back = await day.SyncAsync(Line("E1", "e1@example.org"));
        await day.Connector.TakeBackAsync(back.Sync.Id);

        Assert.Equal(["UserCreated/"], CsvLogFile.Of(back.Sync).Joined);
        Assert.Equal(before, day.Platform.State.Snapshot());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_user_with_the_user_name_of_a_leaver_does_not_get_the_leavers_account(bool onTheSameDay)
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Line("E1", "john@example.org", username: "jsmith", first: "John"));
        var gone = Line("E1", "john@example.org", "Inactive", username: "jsmith", first: "John");
        if (!onTheSameDay)
            await day.SyncAsync(gone);

        var result = await day.SyncAsync(gone, Line("E2", "jane@example.org", username: "jsmith", first: "Jane"));

        Assert.Equal(("DuplicateUser", "userAlreadyExists"), CsvLogFile.Of(result.Sync).Outcomes[1]);
        Assert.Equal(("john@example.org", "John", "deleted"), (day.User("E1")!.Mail, day.User("E1")!.FirstName, day.User("E1")!.Status));
        Assert.Null(day.Platform.State.FindUser("jane@example.org"));
    }

    [Fact]
    public async Task A_manager_who_could_not_be_created_is_said_to_be_missing()
    {
        await using var day = await PlatformConnector.StartAsync(options: new FakePlatformOptions { UsernamesAllowed = false });

        var result = await day.SyncAsync(Line("E1", "e1@example.org", manager: "E2"), Line("E2", "e2@example.org", username: "boss"));

        var outcomes = CsvLogFile.Of(result.Sync).Outcomes;
        Assert.Equal(("UserCreated", "managerNotFound"), outcomes[0]);
        Assert.Equal("CreationIssue", outcomes[1].Status);
    }

    [Fact]
    public async Task Whoever_is_created_is_not_asked_for_managers_that_they_cannot_have()
    {
        await using var day = await PlatformConnector.StartAsync();

        await day.SyncAsync(Line("E1", "e1@example.org"));

        Assert.DoesNotContain("GET /api/v2/users/{userId}/managers", day.TakeRequests().Keys);
    }

    [Fact]
    public async Task A_missing_user_whose_account_is_gone_is_archived_once()
    {
        await using var day = await PlatformConnector.StartAsync("\"missingUsers\": \"archive\"");
        await day.SyncAsync(Line("E1", "e1@example.org"), Line("E2", "e2@example.org"));
        day.Platform.State.RemoveUser(day.User("E2")!.Id);

        var first = await day.SyncAsync(Line("E1", "e1@example.org"));
        day.TakeRequests();
        var second = await day.SyncAsync(Line("E1", "e1@example.org"));

        Assert.Equal((1L, 0L), (first.Sync.Archived, second.Sync.Archived));
        Assert.Empty(day.TakeRequests());
    }

    [Fact]
    public async Task Dates_of_other_fields_are_sent_back_as_the_days_that_the_documents_ask_for()
    {
        await using var day = await PlatformConnector.StartAsync(
            "\"customFields\": [ { \"column\": \"cost\", \"name\": \"Cost\", \"type\": \"string\" } ]", state => state.AddCustomField("Cost", "string"));
        var other = day.Platform.State.AddCustomField("Badge until", "date");
        await day.SyncFileAsync($"{TestConnector.Header},cost\n{Line("E1", "e1@example.org")},100\n");
        day.Platform.State.SetCustomValue(day.User("E1")!.Id, other, "2026-03-02T00:00:00.000Z");
        day.TakeRequests();

        await day.SyncFileAsync($"{TestConnector.Header},cost\n{Line("E1", "e1@example.org")},200\n");

        var sent = Assert.Single(day.Platform.Requests, request => request.Operation == "PUT /api/v2/users/{userId}/custom-fields/values");
        Assert.Contains("\"2026-03-02\"", sent.Body, System.StringComparison.Ordinal);
    }
}
