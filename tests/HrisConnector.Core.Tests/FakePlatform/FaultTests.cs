using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>Faults on demand of the fake platform, and the two moments at which a test can act.</summary>
public sealed class FaultTests
{
    private const string CreateUser = "POST /api/v2/users";

    [Theory]
    [InlineData(FaultKind.DropBeforeCommit, false)]
    [InlineData(FaultKind.DropAfterCommit, true)]
    public async Task A_dropped_request_is_answered_nothing_and_done_or_not(FaultKind kind, bool done)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        platform.Platform.Faults.Add(kind, CreateUser);

        await Assert.ThrowsAsync<HttpRequestException>(() => platform.SendAsync("POST", "/api/v2/users", platform.NewUser("ann@example.org")));

        Assert.Equal(done, platform.State.FindUser("ann@example.org") != null);
        Assert.Equal(0, platform.Platform.Requests.Single(request => request.Operation == CreateUser).StatusCode);
    }

    [Theory]
    [InlineData(FaultKind.TooManyRequests, "429 tooManyRequests")]
    [InlineData(FaultKind.InternalServerError, "500")]
    [InlineData(FaultKind.ServiceUnavailable, "503")]
    [InlineData(FaultKind.InvalidScope, "403 invalid_scope")]
    [InlineData(FaultKind.UnknownErrorCode, "400 somethingNew")]
    public async Task A_fault_refuses_as_many_requests_of_its_operation_as_it_should_after_those_that_pass(FaultKind kind, string outcome)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Fault fault = platform.Platform.Faults.Add(kind, CreateUser, after: 1, times: 2);
        var outcomes = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("200", (await platform.GetAsync("/api/v2/users")).Outcome);
            outcomes.Add((await platform.SendAsync("POST", "/api/v2/users", platform.NewUser($"{i}@example.org"))).Outcome);
        }

        Assert.Equal(["201", outcome, outcome, "201"], outcomes);
        Assert.Equal(2, fault.Hits);
        Assert.Equal(["0@example.org", "3@example.org"], platform.State.Users.Skip(1).Select(user => user.Mail));
    }

    [Fact]
    public async Task Revoked_tokens_stay_so_until_a_new_one_is_taken()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var old = await platform.TakeTokenAsync();
        platform.Platform.Faults.Add(FaultKind.TokenRevoked);
        await platform.TakeTokenAsync();
        async Task<string> Get(string token) => (await platform.SendAsync("GET", "/api/v2/groups", null, token, "v2.0")).Outcome;

        Assert.Equal(["401 invalid_token", "401 invalid_token"], [await Get(old), await Get(old)]);
        Assert.Equal(["200", "401 invalid_token"], [await Get(await platform.TakeTokenAsync()), await Get(old)]);
    }

    [Fact]
    public async Task A_slow_answer_is_held_after_the_request_is_done_and_a_hanging_request_is_never_done()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Fault slow = platform.Platform.Faults.Add(FaultKind.Slow, CreateUser);
        Fault hang = platform.Platform.Faults.Add(FaultKind.Hang, CreateUser);

        Task<PlatformReply> first = platform.SendAsync("POST", "/api/v2/users", platform.NewUser("slow@example.org"));
        await slow.Reached;
        Task<PlatformReply> second = platform.SendAsync("POST", "/api/v2/users", platform.NewUser("hang@example.org"));
        await hang.Reached;
        Assert.False(first.IsCompleted || second.IsCompleted);
        slow.Release();
        hang.Release();

        Assert.Equal("201", (await first).Outcome);
        await Assert.ThrowsAsync<HttpRequestException>(() => second);
        Assert.Null(platform.State.FindUser("hang@example.org"));
    }

    [Fact]
    public async Task Requests_that_are_held_back_do_not_keep_the_platform_from_ending()
    {
        TestPlatform platform = await TestPlatform.StartAsync();
        Fault hang = platform.Platform.Faults.Add(FaultKind.Hang, CreateUser);
        Task<PlatformReply> request = platform.SendAsync("POST", "/api/v2/users", platform.NewUser("hang@example.org"));
        await hang.Reached;

        await platform.Platform.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }

    [Fact]
    public async Task Items_of_a_bulk_operation_fail_alone_and_a_bulk_operation_fails_as_a_whole()
    {
        const string Memberships = "/api/v2/bulk/groups/memberships";
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { BulkPolls = 0 });
        string[] ids = [.. Enumerable.Range(0, 3).Select(i => platform.State.AddUser($"{i}@example.org", "F", "L"))];
        var group = platform.State.AddGroup("Company/A", isPublic: false);
        object body = new { input = ids.Select(userId => new { userId, groupId = group, role = "learner" }) };
        platform.Platform.Faults.Add(FaultKind.BulkItemError, "POST " + Memberships, after: 1);
        platform.Platform.Faults.Add(FaultKind.BulkOperationError, "POST " + Memberships, after: 1);

        var first = (await platform.SendAsync("POST", Memberships, body)).Location!;
        await platform.GetAsync(first);
        PlatformReply results = await platform.GetAsync(first + "/results");
        var second = (await platform.SendAsync("POST", Memberships, body)).Location!;

        Assert.Equal(["success", "error", "success"], results.Body!.AsArray().Select(item => (string)item!["status"]!));
        Assert.Equal([true, false, true], ids.Select(id => platform.State.UserById(id)!.LearnerGroups.Contains("Company/A")));
        Assert.Equal("error", (string)(await platform.GetAsync(second)).Body!["status"]!);
        Assert.Empty((await platform.GetAsync(second + "/results")).Body!.AsArray());
    }

    [Fact]
    public async Task A_test_can_act_before_the_effect_of_a_request_and_between_its_effect_and_its_answer()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        await platform.TakeTokenAsync();
        var seen = new List<string>();
        void See(string moment, RecordedRequest request) => seen.Add($"{moment} {request.StatusCode} {platform.State.FindUser("ann@example.org") != null}");
        platform.Platform.BeforeEffect = request => See("before", request);
        platform.Platform.BeforeAnswer = request => See("after", request);
        var token = await platform.TakeTokenAsync();
        seen.Clear();

        await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("ann@example.org"), token, "v2.0");

        Assert.Equal(["before 0 False", "after 201 True"], seen);
    }
}
