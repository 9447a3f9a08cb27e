using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

using HrisConnector.FakePlatform;


public sealed class ApiBulkTests
{
    private const string Add = "POST /api/v2/bulk/groups/memberships";

    [Fact]
    public async Task Each_item_has_its_result_in_the_order_of_the_items()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var (sales, users) = Prepare(platform, 3);
        const string nobody = "00000000000000000000beef";

        var results = await platform.Api.ChangeMembershipsAsync(
            true, [new(users[0], sales), new(nobody, sales), new(users[1], sales), new(users[2], nobody), new(users[0], sales)], ApiPlatform.Token);

        Assert.Equal([true, false, true, false, true], results.Select(result => result is null));
        Assert.Contains("userId", results[1], StringComparison.Ordinal);
        Assert.Contains("groupId", results[3], StringComparison.Ordinal);
        Assert.Contains("Company/Sales", platform.State.UserById(users[1])!.LearnerGroups);

        Assert.Equal([null], await platform.Api.ChangeMembershipsAsync(false, [new(users[1], sales)], ApiPlatform.Token));
        Assert.DoesNotContain("Company/Sales", platform.State.UserById(users[1])!.LearnerGroups);
    }

    [Fact]
    public async Task More_than_the_platform_takes_at_once_goes_in_pieces_of_20000_and_at_most_three_at_a_time()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { BulkDelay = null });
        var (sales, users) = Prepare(platform, 1);
        var items = Enumerable.Repeat(new ApiMembership(users[0], sales), 60_001).ToList();

        var results = await platform.Api.ChangeMembershipsAsync(true, items, ApiPlatform.Token);

        Assert.Equal(60_001, results.Count);
        Assert.All(results, Assert.Null);
        Assert.Equal(4, platform.Requests(Add).Count);
        Assert.Equal(0, platform.Api.Statistics.TooManyRequests);
    }

    [Fact]
    public async Task When_others_use_the_places_the_operation_waits_for_its_turn()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { BulkOperationsAtOnce = 1, BulkPolls = 5 });
        var (sales, users) = Prepare(platform, 3);

        var results = await Task.WhenAll(users.Select(user => platform.Api.ChangeMembershipsAsync(true, [new ApiMembership(user, sales)], ApiPlatform.Token)));

        Assert.All(results, result => Assert.Equal([null], result));
        Assert.True(platform.Api.Statistics.TooManyRequests > 0);
    }

    [Fact]
    public async Task An_operation_that_fails_gives_its_message_to_the_items_without_a_result()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var (sales, users) = Prepare(platform, 2);
        platform.Fake.Faults.Add(FaultKind.BulkOperationError, Add);

        var results = await platform.Api.ChangeMembershipsAsync(true, [new(users[0], sales), new(users[1], sales)], ApiPlatform.Token);

        Assert.Equal(["The bulk operation failed.", "The bulk operation failed."], results);
    }

    [Fact]
    public void An_item_of_a_failed_operation_keeps_the_result_that_it_has()
    {
        ApiMembership[] items = [new("u1", "g"), new("u2", "g"), new("u3", "g")];
        BulkResult[] some = [new(new MembershipAnswer("U2", "G", "learner"), "error", "No."), new(new MembershipAnswer("u1", "g", "learner"), "success", null)];

        Assert.Equal([null, "No.", "It broke."], BulkOutcome.Of(items, some, new BulkOperation("error", "It broke.")));
        Assert.Equal([null, "No.", "The platform gave no result for this item"], BulkOutcome.Of(items, some, new BulkOperation("completed", null)));
    }

    [Theory]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.DropAfterCommit)]
    public async Task A_bulk_operation_whose_answer_was_lost_is_sent_again(FaultKind kind)
    {
        await using var platform = await ApiPlatform.StartAsync();
        var (sales, users) = Prepare(platform, 1);
        platform.Fake.Faults.Add(kind, Add);

        Assert.Equal([null], await platform.Api.ChangeMembershipsAsync(true, [new ApiMembership(users[0], sales)], ApiPlatform.Token));
    }

    private static (string Group, List<string> Users) Prepare(ApiPlatform platform, int users) =>
        (platform.State.AddGroup("Company/Sales", isPublic: false), [.. Enumerable.Range(0, users).Select(i => platform.State.AddUser($"{i}@example.com", "A", "B"))]);
}
