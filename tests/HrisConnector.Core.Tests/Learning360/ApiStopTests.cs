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


public sealed class ApiStopTests
{
    private const string Groups = "GET /api/v2/groups";

    [Fact]
    public async Task Five_failures_in_a_row_end_the_run_and_nothing_is_sent_any_more()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Tries = 2 });
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(FaultKind.ServiceUnavailable, times: 1000);

        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));
        var stop = await Assert.ThrowsAsync<HrisException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));
        platform.Fake.Faults.Clear();
        platform.Fake.ClearRequests();
        var later = await Assert.ThrowsAsync<HrisException>(() => platform.Api.GetCustomFieldsAsync(ApiPlatform.Token));

        Assert.Equal(HrisErrors.PlatformUnreachable, stop.Error);
        Assert.Equal((stop.Error, stop.Message), (later.Error, later.Message));
        Assert.Contains("503", stop.Message, StringComparison.Ordinal);
        Assert.Empty(platform.Fake.Requests);
    }

    [Fact]
    public async Task A_success_in_between_sets_the_count_back()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Tries = 1 });
        for (var round = 0; round < 3; round++)
        {
            platform.Fake.Faults.Add(FaultKind.ServiceUnavailable, Groups, times: 4);
            for (var i = 0; i < 4; i++)
                await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));
            Assert.Single(await platform.Api.GetGroupsAsync(ApiPlatform.Token));
        }
    }

    [Fact]
    public async Task A_stop_wakes_all_that_wait_for_their_turn()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Tries = 1, ReadsPerSecond = 20 });
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(FaultKind.ServiceUnavailable, Groups, times: 10_000);

        var failures = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => Record.ExceptionAsync(() => platform.Api.GetGroupsAsync(ApiPlatform.Token)).AsTask()));

        Assert.Equal(4, failures.OfType<LearningApiException>().Count());
        Assert.Equal(1996, failures.OfType<HrisException>().Count());
        Assert.InRange(platform.Requests(Groups).Count, 5, 50);
    }

    [Fact]
    public async Task A_missing_scope_ends_the_run_at_once_and_is_named()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { Scopes = new HashSet<string> { "groups:read" } });
        await platform.Api.GetGroupsAsync(ApiPlatform.Token);

        var stop = await Assert.ThrowsAsync<HrisException>(() => platform.Api.ActivateUserAsync(platform.State.OwnerId, ApiPlatform.Token));
        await Assert.ThrowsAsync<HrisException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(HrisErrors.PlatformForbidden, stop.Error);
        Assert.Contains("users:write", stop.Message, StringComparison.Ordinal);
        Assert.Single(platform.Requests(Groups));
    }

    [Fact]
    public async Task Every_operation_knows_the_scope_that_the_platform_asks_for()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { Scopes = new HashSet<string>() });
        foreach (var call in ApiRequestsTests.AllCalls)
        {
            using var api = new LearningApi(ApiPlatform.Options(platform.Fake.BaseUri), () => new Secret("secret"), new Support.SilentObserver());
            var stop = await Assert.ThrowsAsync<HrisException>(() => call(api, platform.State.OwnerId));
            var asked = platform.Fake.Requests[^1];
            Assert.Contains("OAuth scope " + asked.AnswerBody.Split("The scope ")[1].Split(' ')[0] + ",", stop.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_platform_that_is_not_there_ends_the_run()
    {
        var platform = await ApiPlatform.StartAsync();
        await platform.Fake.DisposeAsync();

        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));
        var stop = await Assert.ThrowsAsync<HrisException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(HrisErrors.PlatformUnreachable, stop.Error);
        platform.Api.Dispose();
    }
}
