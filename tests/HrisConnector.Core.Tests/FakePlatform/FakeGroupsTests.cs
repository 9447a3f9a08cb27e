using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>Groups of the fake platform: what the role learner brings along and takes away, one by one and in bulk.</summary>
public sealed class FakeGroupsTests
{
    private const string Memberships = "/api/v2/bulk/groups/memberships";

    [Fact]
    public async Task A_learner_of_a_public_group_is_one_of_its_parents_up_to_and_including_the_first_private_one()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Dictionary<string, string> groups = Tree(platform);
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer");

        PlatformReply reply = await platform.SendAsync("POST", $"/api/v2/groups/{groups["Company/A/B/C"]}/learner/{id}");
        await platform.SendAsync("POST", $"/api/v2/groups/{groups["Company/A/B/C"]}/user-admin/{id}");

        Assert.Equal(204, reply.Status);
        Assert.Equal(["Company", "Company/A", "Company/A/B", "Company/A/B/C"], platform.State.UserById(id)!.LearnerGroups);
        Assert.Contains("userAdmin Company/A/B/C", platform.State.UserById(id)!.Roles);
    }

    [Fact]
    public async Task Taking_learner_away_goes_down_the_public_groups_to_the_first_private_one_which_keeps_it()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Dictionary<string, string> groups = Tree(platform);
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        platform.State.AddMembership(id, groups["Company/A/B/C"]);
        platform.State.AddMembership(id, groups["Company/A/B/Private/D"]);

        PlatformReply reply = await platform.SendAsync("DELETE", $"/api/v2/groups/{groups["Company/A"]}/learner/{id}");

        Assert.Equal(204, reply.Status);
        Assert.Equal(["Company", "Company/A/B/Private", "Company/A/B/Private/D"], platform.State.UserById(id)!.LearnerGroups);
    }

    [Fact]
    public async Task Groups_and_their_members_can_be_listed()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Dictionary<string, string> groups = Tree(platform);
        var id = platform.State.AddUser("ann@example.org", "Ann", "Archer", groupId: groups["Company/A"]);

        PlatformReply list = await platform.GetAsync("/api/v2/groups");
        PlatformReply members = await platform.GetAsync($"/api/v2/groups/{groups["Company/A"]}/roles");
        PlatformReply roles = await platform.GetAsync($"/api/v2/users/{id}/roles");

        Assert.Equal(groups.Count, list.Body!.AsArray().Count);
        Assert.Equal($"{id} learner", string.Join(',', members.Body!.AsArray().Select(member => $"{member!["userId"]} {member["role"]}")));
        Assert.Equal(
            $"{groups["Company"]} learner,{groups["Company/A"]} learner",
            string.Join(',', roles.Body!.AsArray().Select(role => $"{role!["groupId"]} {role["role"]}")));
    }

    [Fact]
    public async Task A_bulk_operation_is_queued_runs_and_gives_the_results_of_its_items_in_order()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { BulkPolls = 3, BulkDelay = null });
        Dictionary<string, string> groups = Tree(platform);
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        object[] input =
        [
            Item(ann, groups["Company/A"]), Item(platform.State.RootGroupId, groups["Company/A"]), Item(ann, ann), Item(ann, groups["Company/A"]),
        ];

        PlatformReply accepted = await platform.SendAsync("POST", Memberships, new { input });
        Assert.Equal(202, accepted.Status);
        var steps = new List<string>();
        do
        {
            Assert.Equal("400 bulkOperationNotRun", (await platform.GetAsync(accepted.Location + "/results")).Outcome);
            steps.Add((string)(await platform.GetAsync(accepted.Location!)).Body!["status"]!);
        }
        while (steps[^1] != "completed");

        PlatformReply results = await platform.GetAsync(accepted.Location + "/results");
        Assert.Equal(["pending", "queued", "running", "completed"], steps);
        Assert.Equal(["success", "error", "error", "success"], results.Body!.AsArray().Select(item => (string)item!["status"]!));
        Assert.Contains("Company/A", platform.State.UserById(ann)!.LearnerGroups);
    }

    [Fact]
    public async Task A_bulk_operation_that_nobody_looks_at_is_done_in_time()
    {
        var clock = new ManualClock();
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { Clock = clock });
        var group = platform.State.AddGroup("Company/A", isPublic: false);
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        await platform.SendAsync("POST", Memberships, new { input = new[] { Item(ann, group) } });

        clock.Advance(System.TimeSpan.FromSeconds(2));

        Assert.Equal("completed", (string)(await platform.GetAsync("/api/v2/bulk/operations")).Body![0]!["status"]!);
        Assert.Contains("Company/A", platform.State.UserById(ann)!.LearnerGroups);
    }

    [Fact]
    public async Task Three_bulk_operations_at_once_are_enough_and_the_earlier_one_takes_effect_first()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { BulkPolls = 0, BulkDelay = null });
        var group = platform.State.AddGroup("Company/A", isPublic: false);
        var ann = platform.State.AddUser("ann@example.org", "Ann", "Archer");
        object body = new { input = new[] { Item(ann, group) } };

        await platform.SendAsync("POST", Memberships, body);
        await platform.SendAsync("DELETE", Memberships, body);
        PlatformReply third = await platform.SendAsync("POST", Memberships, body);
        PlatformReply fourth = await platform.SendAsync("DELETE", Memberships, body);
        await platform.GetAsync(third.Location!);

        Assert.Equal("429 bulkOperationsConcurrencyLimitReached", fourth.Outcome);
        Assert.Contains("Company/A", platform.State.UserById(ann)!.LearnerGroups);
        Assert.Equal(202, (await platform.SendAsync("DELETE", Memberships, body)).Status);
    }

    private static object Item(string userId, string groupId) => new { userId, groupId, role = "learner" };

    /// <summary>The root is private; A, B, C and D are public, and Private is not.</summary>
    private static Dictionary<string, string> Tree(TestPlatform platform)
    {
        var groups = new Dictionary<string, string> { ["Company"] = platform.State.RootGroupId };
        foreach (var path in (string[])["Company/A", "Company/A/B", "Company/A/B/C", "Company/A/B/Private", "Company/A/B/Private/D"])
        {
            groups[path] = platform.State.AddGroup(path, isPublic: !path.EndsWith("Private", System.StringComparison.Ordinal));
        }
        return groups;
    }
}
