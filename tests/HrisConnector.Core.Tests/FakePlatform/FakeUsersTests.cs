using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>Users of the fake platform: created, changed, deleted, restored and found again as the published platform does it.</summary>
public sealed class FakeUsersTests
{
    [Fact]
    public async Task A_new_user_is_invited_with_201_and_is_sent_an_invitation_unless_it_is_declined()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();

        PlatformReply invited = await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("Ann@Example.org"));
        PlatformReply quiet = await platform.SendAsync("POST", "/api/v2/users?sendInvitationEmail=false", platform.NewUser("ben@example.org"));

        Assert.Equal("201 201", $"{invited.Status} {quiet.Status}");
        Assert.Equal([invited.Id], platform.State.Invitations);
        PlatformUser ann = platform.State.FindUser("ann@example.org")!;
        Assert.Equal(("Ann@Example.org", "invited", "en"), (ann.Mail, ann.Status, ann.Lang));
    }

    [Fact]
    public async Task Creating_with_the_mail_of_a_deleted_user_restores_them_as_invited_without_groups_managers_and_custom_fields()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var sales = platform.State.AddGroup("Company/Sales", isPublic: false);
        var office = platform.State.AddGroup("Company/Office", isPublic: false);
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer", groupId: sales, job: "Archivist");
        platform.State.AddManager(id, platform.State.OwnerId);
        platform.State.SetCustomValue(id, platform.State.AddCustomField("costCenter", "string"), "1000");
        platform.State.AddMapping("hris", "4711", id);

        Assert.Equal(204, (await platform.SendAsync("DELETE", "/api/v2/users/" + id)).Status);
        Assert.Equal("deleted", platform.State.UserById(id)!.Status);
        PlatformReply restored = await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("ANN@example.org", office));

        Assert.Equal((200, id), (restored.Status, restored.Id));
        PlatformUser ann = platform.State.UserByExternalId("hris", "4711")!;
        Assert.Equal(("invited", "Ann", "Archivist", 1, 1), (ann.Status, ann.FirstName, ann.Job, ann.Deletions, ann.Restorations));
        Assert.Equal(["Company/Office"], ann.LearnerGroups);
        Assert.Empty(ann.ManagerIds);
        Assert.Empty(ann.CustomFields);
    }

    [Fact]
    public async Task A_change_takes_what_it_names_and_null_clears()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer", job: "Archivist", phone: "+33 1");

        PlatformReply reply = await platform.SendAsync("PATCH", "/api/v2/users/" + id, """{ "mail": "a.archer@example.org", "job": null, "lang": "fr" }""");

        Assert.Equal(200, reply.Status);
        PlatformUser ann = platform.State.FindUser("a.archer@example.org")!;
        Assert.Equal(("Ann", null, "+33 1", "fr"), (ann.FirstName, ann.Job, ann.Phone, ann.Lang));
        Assert.Null(platform.State.FindUser("ann@example.org"));
    }

    [Fact]
    public async Task A_user_who_left_the_primary_group_can_still_be_changed()
    {
        await using var platform = await TestPlatform.StartAsync();
        var sales = platform.State.AddGroup("Company/Sales", isPublic: false);
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer", groupId: sales);

        Assert.Equal("200", (await platform.SendAsync("PATCH", "/api/v2/users/" + id, new { primaryGroupId = sales })).Outcome);
        await platform.SendAsync("DELETE", $"/api/v2/groups/{sales}/learner/{id}");

        Assert.Equal("200", (await platform.SendAsync("PATCH", "/api/v2/users/" + id, new { job = "Archivist" })).Outcome);
    }

    [Fact]
    public async Task Two_users_cannot_swap_addresses_in_one_step_but_can_over_a_third_address()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        var ben = platform.State.AddUser("ben@example.org", "Ben", "Baker");
        async Task<string> Set(string id, string mail) => (await platform.SendAsync("PATCH", "/api/v2/users/" + id, new { mail })).Outcome;

        Assert.Equal("400 mailAlreadyUsed", await Set(ann, "Ben@example.org"));
        Assert.Equal(["200", "200", "200"], [await Set(ann, "third@example.org"), await Set(ben, "ann@example.org"), await Set(ann, "ben@example.org")]);
    }

    [Fact]
    public async Task A_shared_address_serves_a_hundred_users_where_the_company_allows_it()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { SharedMails = true });
        for (var i = 0; i < 99; i++)
        {
            platform.State.AddUser("desk@example.org", "Desk", "User");
        }

        Assert.Equal("201", (await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("desk@example.org"))).Outcome);
        Assert.Equal("400 mailUsedTooManyTimes", (await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("desk@example.org"))).Outcome);
    }

    [Fact]
    public async Task Lists_come_page_by_page_and_no_entry_is_hidden_by_one_that_goes_meanwhile()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { PageSize = 3 });
        string[] ids = [.. Enumerable.Range(0, 7).Select(i => platform.State.AddUser($"{i}@example.org", "F", "L"))];
        PlatformReply first = await platform.GetAsync("/api/v2/users?status[ne]=deleted");

        await platform.SendAsync("DELETE", "/api/v2/users/" + ids[0]);
        var others = await platform.PagesAsync(first.NextPage!);

        Assert.Equal([platform.State.OwnerId, ids[0], ids[1]], first.Body!.AsArray().Select(user => (string)user!["_id"]!));
        Assert.Equal(ids[2..], others.SelectMany(page => page).Select(user => (string)user!["_id"]!));
        Assert.Equal([3, 2], others.Select(page => page.Count));
    }

    [Theory]
    [InlineData("mail[eq]=ANN@example.org", "ann@example.org")]
    [InlineData("mail[in]=ann@example.org&mail[in]=ben@example.org", "ann@example.org ben@example.org")]
    [InlineData("mail%5Bin%5D=ann@example.org,ben@example.org", "ann@example.org ben@example.org")]
    [InlineData("mail[nin]=ann@example.org,owner@company.example", "ben@example.org cid@example.org")]
    [InlineData("status[eq]=deleted", "cid@example.org")]
    [InlineData("status[ne]=deleted&mail[ne]=owner@company.example", "ann@example.org ben@example.org")]
    [InlineData("username[eq]=ben", "ben@example.org")]
    public async Task Filters_in_bracket_notation_choose_users(string query, string expected)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        platform.State.AddUser("ann@example.org", "Ann", "Archer");
        platform.State.AddUser("ben@example.org", "Ben", "Baker", username: "ben");
        platform.State.AddUser("cid@example.org", "Cid", "Cook", "deleted");

        PlatformReply reply = await platform.GetAsync("/api/v2/users?" + query);

        Assert.Equal(expected, string.Join(' ', reply.Body!.AsArray().Select(user => (string)user!["mail"]!)));
    }

    [Fact]
    public async Task Putting_custom_field_values_replaces_all_of_them()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        var costCenter = platform.State.AddCustomField("costCenter", "string", "1000", "2000");
        var hireDate = platform.State.AddCustomField("hireDate", "date");
        platform.State.SetCustomValue(id, costCenter, "1000");

        PlatformReply reply = await platform.SendAsync(
            "PUT", $"/api/v2/users/{id}/custom-fields/values", new { customValues = new[] { new { customFieldId = hireDate, type = "date", value = "2026-03-02" } } });

        Assert.Equal(200, reply.Status);
        Assert.Equal("hireDate 2026-03-02", string.Join(',', platform.State.UserById(id)!.CustomFields.Select(field => field.Key + " " + field.Value)));
        Assert.Equal(["1000", "2000"], (await platform.GetAsync($"/api/v2/custom-fields/{costCenter}/authorized-values")).Body!.AsArray().Select(value => (string)value!));
    }
}
