using System;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §4 and §6: users whom no rule takes, in the statuses, the counts and the logs.</summary>
public sealed class NoGroupsMatchTests
{
    private const string Detail = "User does not match any group assignment rule";
    private const string French = "French,Company/Sales/France,language,startsWith,fr";

    [Fact]
    public async Task They_are_created_or_updated_and_counted_as_both()
    {
        using var connector = GroupFixture.With(French);
        await connector.SyncLinesAsync(Line("B", language: "fr"), Line("C"));

        var sync = await connector.SyncLinesAsync(Line("A"), Line("B", language: "de"), Line("C"), Line("D", language: "fr"), Line("E", status: "Inactive"));

        Assert.Equal(["NoGroupsMatch/" + Detail, "NoGroupsMatch/" + Detail, "NoActionDone/" + Detail, "UserCreated/", "NoActionDone/"], CsvLogFile.Of(sync).Joined);
        Assert.Equal((2, 1, 3, 2, 0), (sync.Created, sync.Updated, sync.NoGroupsMatch, sync.Unchanged, sync.Ignored));
        Assert.Equal(HrisSyncStatus.Warning, sync.Status);
        Assert.Equal(3, Assert.Single(connector.Connector.GetRuns(new(Id: sync.Id))).NoGroupsMatch);
    }

    [Fact]
    public async Task The_JSON_log_has_their_count_and_their_list_in_their_places()
    {
        using var connector = GroupFixture.With(French);

        var sync = await connector.SyncLinesAsync(Line("A"), Line("B", language: "fr"), Line("C", first: ""));

        Assert.Equal(
            ["startDate", "endDate", "status", "numberOfCreatedUsers", "numberOfUpdatedUsers", "numberOfArchivedUsers", "numberOfDuplicateUsers", "numberOfIgnoredUsers",
                "numberOfNoGroupsMatchUsers", "duplicateUsers", "ignoredUsers", "noGroupsMatchUsers"],
            JsonLogFile.Names(JsonLogFile.Of(sync)));
        Assert.Equal(1, JsonLogFile.Of(sync).GetProperty("numberOfNoGroupsMatchUsers").GetInt32());
        var (id, message) = Assert.Single(JsonLogFile.Messages(sync, "noGroupsMatchUsers"));
        Assert.Equal("A", id);
        Assert.StartsWith(Detail, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_statuses_come_first_and_every_detail_is_listed()
    {
        using var connector = GroupFixture.With(French);
        connector.Reconfigure(GroupFixture.Configuration.Insert(1, """ "customFields": [ { "column": "phone", "name": "p", "type": "date" } ], """));

        var sync = await connector.SyncLinesAsync(
            "A,a@x.org,A,A,Active,,,xx,,soon,", Line("B", email: "same@x.org"), Line("C", email: "same@x.org"), Line("D", email: "bad"), Line("E", manager: "nobody"));

        Assert.Equal(
            [
                $"CustomFieldSyncIssue/CustomFieldTypeMismatch; {Detail}; languageNotSupported",
                $"DuplicateUser/Email already used in the company; {Detail}",
                $"DuplicateUser/Email already used in the company; {Detail}",
                "CreationIssue/invalidEmails",
                $"NoGroupsMatch/{Detail}; managerNotFound",
            ],
            CsvLogFile.Of(sync).Joined);
        Assert.Equal(["A", "E"], JsonLogFile.Messages(sync, "noGroupsMatchUsers").Select(user => user.Id));
        Assert.Equal((2, 2), (sync.NoGroupsMatch, sync.Created));
    }

    [Fact]
    public async Task Without_a_default_group_they_are_in_no_group_of_the_rules()
    {
        using var connector = GroupFixture.With(French);
        connector.Reconfigure(GroupFixture.Configuration.Replace(", \"default\": \"Guests\"", "", StringComparison.Ordinal));
        await connector.SyncLinesAsync(Line("A", language: "fr"));

        await connector.SyncLinesAsync(Line("A"), Line("B"));

        Assert.Equal("", connector.GroupsOf("A"));
        Assert.Equal("", connector.GroupsOf("B"));
    }
}
