using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Platform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

using HrisConnector.FakePlatform;


public sealed class ApiRepeatTests
{
    private const string Groups = "GET /api/v2/groups";

    [Theory]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.Hang)]
    public async Task What_may_be_repeated_is_repeated_until_it_is_done(FaultKind kind)
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Timeout = TimeSpan.FromSeconds(kind == FaultKind.Hang ? 2 : 30) });
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A", "invited");
        var bob = platform.State.AddUser("bob@example.com", "Bob", "B");
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(kind, times: 1);
        await platform.Api.ActivateUserAsync(ann, ApiPlatform.Token);
        platform.Fake.Faults.Add(kind, times: 1);
        await platform.Api.AddManagerAsync(ann, bob, ApiPlatform.Token);
        platform.Fake.Faults.Add(kind, times: 1);
        await platform.Api.UpdateUserAsync(ann, new UserPatch { Job = "Cook" }, ApiPlatform.Token);

        Assert.Equal(3, platform.Api.Statistics.Repeats);
        var user = platform.State.UserById(ann)!;
        Assert.Equal(("active", "Cook"), (user.Status, user.Job));
        Assert.Equal([bob], user.ManagerIds);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_change_does_no_harm()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        platform.Fake.Faults.Add(FaultKind.DropAfterCommit, "DELETE /api/v2/users/{userId}");

        await platform.Api.DeleteUserAsync(ann, ApiPlatform.Token);

        Assert.Equal(1, platform.State.UserById(ann)!.Deletions);
    }

    [Fact]
    public async Task After_five_tries_the_failure_is_told_and_the_next_run_may_try_again()
    {
        await using var platform = await ApiPlatform.StartAsync();
        platform.Fake.Faults.Add(FaultKind.InternalServerError, Groups, times: 10);

        var failed = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(("http500", 500, true), (failed.Code, failed.StatusCode, failed.IsTransient));
        Assert.Equal(5, platform.Requests(Groups).Count);
    }

    [Fact]
    public async Task A_request_without_an_answer_says_that_time_ran_out()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Timeout = TimeSpan.FromSeconds(2), RetryBudget = TimeSpan.Zero });
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(FaultKind.Hang, Groups, times: 10);

        var failed = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(("timeout", null, true), (failed.Code, failed.StatusCode, failed.IsTransient));
        Assert.Single(platform.Requests(Groups));
    }

    [Fact]
    public async Task A_platform_that_finds_the_client_too_fast_for_too_long_is_left()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { ThrottleBudget = TimeSpan.FromMilliseconds(10) });
        platform.Fake.Faults.Add(FaultKind.TooManyRequests, Groups, times: 10_000);

        var failed = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(("tooManyRequests", 429, true), (failed.Code, failed.StatusCode, failed.IsTransient));
    }

    [Fact]
    public async Task A_connection_that_was_never_made_is_tried_again_even_for_a_creation()
    {
        var platform = await ApiPlatform.StartAsync();
        await platform.Api.SignInAsync(ApiPlatform.Token);
        var user = new NewUser { Mail = "a@example.com", Membership = new NewMembership(platform.State.RootGroupId) };
        await platform.Fake.DisposeAsync();

        var failed = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.CreateUserAsync(user, false, ApiPlatform.Token));

        Assert.Equal(("connection", null, true), (failed.Code, failed.StatusCode, failed.IsTransient));
        Assert.Equal(4, platform.Api.Statistics.Repeats);
        platform.Api.Dispose();
    }
}
