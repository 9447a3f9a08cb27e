using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>What the fake platform keeps beside a user: managers, external ids, custom fields.</summary>
public sealed class FakeResourcesTests
{
    [Fact]
    public async Task An_invited_user_is_activated()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer", "invited");

        PlatformReply reply = await platform.SendAsync("PUT", $"/api/v2/users/{id}/activate");

        Assert.Equal("200 active", $"{reply.Status} {reply.Body!["status"]}");
        Assert.Equal("active", (string)(await platform.GetAsync("/api/v2/users/" + id)).Body!["status"]!);
    }

    [Fact]
    public async Task A_manager_is_added_listed_and_removed_and_adding_twice_is_adding_once()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        var managers = $"/api/v2/users/{ann}/managers";
        var owner = $"{managers}/{platform.State.OwnerId}";

        Assert.Equal(["204", "204"], [(await platform.SendAsync("POST", owner)).Outcome, (await platform.SendAsync("POST", owner)).Outcome]);
        Assert.Equal([platform.State.OwnerId], (await platform.GetAsync(managers)).Body!.AsArray().Select(id => (string)id!));
        Assert.Equal("204", (await platform.SendAsync("DELETE", owner)).Outcome);
        Assert.Empty(platform.State.UserById(ann)!.ManagerIds);
    }

    [Fact]
    public async Task An_external_id_is_created_found_replaced_and_deleted()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        object Mapping(string value) => new { platform = "hris", targetId = ann, targetType = "user", value };

        PlatformReply created = await platform.SendAsync("POST", "/api/v2/external-ids", Mapping("4711"));
        JsonArray found = (await platform.GetAsync("/api/v2/external-ids?platform[eq]=hris&type[eq]=user&value[in]=4710,4711&targetId[eq]=" + ann)).Body!.AsArray();
        PlatformReply replaced = await platform.SendAsync("PUT", "/api/v2/external-ids/" + created.Id, Mapping("4712"));

        Assert.Equal("201 200", created.Outcome + " " + replaced.Outcome);
        Assert.Equal(created.Id, (string)Assert.Single(found)!["_id"]!);
        Assert.Equal(new PlatformMapping(created.Id, "hris", ann, "user", "4712"), Assert.Single(platform.State.Mappings));
        Assert.Equal(ann, platform.State.UserByExternalId("hris", "4712")!.Id);
        Assert.Equal("204", (await platform.SendAsync("DELETE", "/api/v2/external-ids/" + created.Id)).Outcome);
        Assert.Empty(platform.State.Mappings);
    }

    [Fact]
    public async Task Custom_fields_and_their_values_are_listed()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        var hired = platform.State.AddCustomField("hireDate", "date");
        platform.State.AddCustomField("costCenter", "string");
        platform.State.SetCustomValue(ann, hired, "2026-03-02");

        JsonArray fields = (await platform.GetAsync("/api/v2/custom-fields?targetType[eq]=users&type[in]=date")).Body!.AsArray();
        JsonArray values = (await platform.GetAsync($"/api/v2/users/{ann}/custom-fields/values")).Body!.AsArray();

        Assert.Equal("hireDate date users", string.Join(',', fields.Select(field => $"{field!["name"]} {field["type"]} {field["targetType"]}")));
        Assert.Equal($"{hired} date 2026-03-02", string.Join(',', values.Select(value => $"{value!["customFieldId"]} {value["type"]} {value["value"]}")));
    }

    [Fact]
    public async Task The_state_is_shown_to_a_browser_where_it_was_asked_for()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { ShowState = true });
        using var browser = new System.Net.Http.HttpClient { BaseAddress = platform.Platform.BaseUri };

        Assert.Equal(platform.State.Snapshot(), await browser.GetStringAsync("/state", TestContext.Current.CancellationToken));
        Assert.Empty(platform.Platform.Requests);
    }
}
