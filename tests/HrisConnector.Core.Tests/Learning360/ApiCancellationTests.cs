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


public sealed class ApiCancellationTests
{
    [Fact]
    public async Task A_stop_ends_a_request_that_hangs()
    {
        await using var platform = await ApiPlatform.StartAsync();
        using var stop = new CancellationTokenSource();
        var hang = platform.Fake.Faults.Add(FaultKind.Hang, "GET /api/v2/groups");
        var call = platform.Api.GetGroupsAsync(stop.Token);
        await hang.Reached.WaitAsync(ApiPlatform.Token);

        await StopAsync(stop, call);
    }

    [Fact]
    public async Task A_stop_ends_a_request_for_a_token_and_the_others_take_their_own()
    {
        await using var platform = await ApiPlatform.StartAsync();
        using var stop = new CancellationTokenSource();
        var hang = platform.Fake.Faults.Add(FaultKind.Hang, "POST /api/v2/oauth2/token");
        var call = platform.Api.GetGroupsAsync(stop.Token);
        await hang.Reached.WaitAsync(ApiPlatform.Token);
        var other = platform.Api.GetGroupsAsync(ApiPlatform.Token);

        await StopAsync(stop, call);
        Assert.Single(await other);
    }

    [Theory]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.TooManyRequests)]
    public async Task A_stop_ends_the_pause_before_a_repeat(FaultKind kind)
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { FirstPause = TimeSpan.FromMinutes(10) });
        using var stop = new CancellationTokenSource();
        var fault = platform.Fake.Faults.Add(kind, "GET /api/v2/groups", times: 100);
        var call = platform.Api.GetGroupsAsync(stop.Token);
        await fault.Reached.WaitAsync(ApiPlatform.Token);

        await StopAsync(stop, call);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_turn()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { WritesPerSecond = 1 });
        using var stop = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 500).Select(_ => platform.Api.ActivateUserAsync(platform.State.OwnerId, stop.Token)).ToList();

        await StopAsync(stop, Task.WhenAll(calls));
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_bulk_operation()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { FirstPoll = TimeSpan.FromMinutes(10) });
        using var stop = new CancellationTokenSource();
        var accepted = new TaskCompletionSource();
        platform.Fake.Answered = request => accepted.TrySetResult();
        var calls = Enumerable.Range(0, 5).Select(_ => platform.Api.ChangeMembershipsAsync(true, [new ApiMembership(platform.State.OwnerId, platform.State.RootGroupId)], stop.Token)).ToList();
        await accepted.Task.WaitAsync(ApiPlatform.Token);

        await StopAsync(stop, Task.WhenAll(calls));
    }

    // The bound is far above what it takes; it only keeps a broken client from holding up the suite.
    private static async Task StopAsync(CancellationTokenSource stop, Task call)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
    }
}
