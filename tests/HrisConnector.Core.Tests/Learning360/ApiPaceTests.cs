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


public sealed class ApiPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(50)]
    [InlineData(10)]
    [InlineData(1)]
    public async Task Never_more_requests_pass_in_a_second_than_the_limit_and_hardly_fewer(int limit)
    {
        var clock = new LeapingClock();
        using var pace = new RequestPace(limit, 0.05, clock);
        var start = clock.GetUtcNow();
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 4 * limit; i++)
        {
            await pace.WaitAsync(ApiPlatform.Token);
            times.Add(clock.GetUtcNow());
        }

        Assert.All(times, time => Assert.InRange(times.Count(other => other >= time && other < time + Second), 1, limit));
        Assert.InRange(clock.GetUtcNow() - start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4.3));
    }

    [Fact]
    public async Task After_a_rest_there_is_no_flood()
    {
        var clock = new LeapingClock();
        using var pace = new RequestPace(10, 0.05, clock);
        await pace.WaitAsync(ApiPlatform.Token);
        clock.Advance(TimeSpan.FromMinutes(10));
        var start = clock.GetUtcNow();

        for (var i = 0; i < 11; i++)
            await pace.WaitAsync(ApiPlatform.Token);

        Assert.True(clock.GetUtcNow() - start > Second);
    }

    [Fact]
    public void The_rate_is_halved_once_for_the_signs_of_one_moment_and_comes_back_slowly()
    {
        var clock = new LeapingClock();
        using var pace = new RequestPace(10, 0.05, clock);
        var full = pace.Rate;

        pace.Halve();
        pace.Halve();
        Assert.Equal(full / 2, pace.Rate, 6);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        pace.Halve();
        Assert.InRange(pace.Rate, full * 0.25, full * 0.26);
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.InRange(pace.Rate, full * 0.45, full * 0.55);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(full, pace.Rate, 6);
        Assert.False(pace.IsSlowed);
    }

    [Fact]
    public void A_limit_that_is_an_operations_own_slows_down_that_operation_alone()
    {
        var clock = new LeapingClock();
        using var lane = new RequestLane(10, clock);
        var full = lane.Rate;

        lane.SlowDown(ApiOperations.CreateMapping);
        Assert.Equal(full / 2, lane.Rate, 6);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        lane.SlowDown(ApiOperations.CreateMapping);

        Assert.InRange(lane.Rate, full / 2, full * 0.51);
        Assert.InRange(lane.RateOf(ApiOperations.CreateMapping), full / 4, full * 0.26);
        Assert.Equal(lane.Rate, lane.RateOf(ApiOperations.UpdateUser), 6);
    }

    [Fact]
    public void When_several_operations_are_refused_all_slow_down()
    {
        var clock = new LeapingClock();
        using var lane = new RequestLane(10, clock);
        var full = lane.Rate;

        lane.SlowDown(ApiOperations.CreateMapping);
        clock.Advance(TimeSpan.FromSeconds(1.1));
        lane.SlowDown(ApiOperations.UpdateUser);

        Assert.InRange(lane.Rate, full / 4, full * 0.26);
    }

    [Fact]
    public async Task Only_so_many_requests_are_on_their_way_at_once()
    {
        using var lane = new RequestLane(10, new LeapingClock());
        for (var i = 0; i < lane.MaxInFlight; i++)
            await lane.EnterAsync(ApiOperations.UpdateUser, ApiPlatform.Token);

        var next = lane.EnterAsync(ApiOperations.UpdateUser, ApiPlatform.Token);
        Assert.False(next.IsCompleted);
        lane.Leave();
        await next;
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 1000)]
    public async Task A_client_at_the_right_rate_is_never_refused_and_one_that_is_too_fast_is(int factor, int fewest, int most)
    {
        var clock = new LeapingClock();
        await using var platform = await ApiPlatform.StartAsync(
            new FakePlatformOptions { Clock = clock }, options => options with { Clock = clock, ReadsPerSecond = 50 * factor, WritesPerSecond = 10 * factor });
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");

        for (var i = 0; i < 30; i++)
            await platform.Api.ActivateUserAsync(ann, ApiPlatform.Token);
        for (var i = 0; i < 120; i++)
            await platform.Api.GetUserAsync(ann, ApiPlatform.Token);

        Assert.InRange(platform.Api.Statistics.TooManyRequests, fewest, most);
    }

    [Fact]
    public async Task A_client_whose_limit_was_lowered_adapts_and_loses_nothing()
    {
        var clock = new LeapingClock();
        await using var platform = await ApiPlatform.StartAsync(
            new FakePlatformOptions { Clock = clock, WritesPerSecond = 4 }, options => options with { Clock = clock, WritesPerSecond = 10, FirstPause = Second });
        var membership = new NewMembership(platform.State.RootGroupId);

        for (var i = 0; i < 60; i++)
            await platform.Api.CreateUserAsync(new NewUser { Mail = $"{i}@example.com", Membership = membership }, false, ApiPlatform.Token);

        Assert.Equal(61, platform.State.Users.Count);
        Assert.InRange(platform.Api.Statistics.TooManyRequests, 1, 10);
    }
}
