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


public sealed class ApiTokenTests
{
    private const string TakeToken = "POST /api/v2/oauth2/token";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_token_is_taken_for_all_that_wait_for_it_and_renewed_before_it_ends(bool lifetimeAsText)
    {
        var clock = new ManualClock();
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { Clock = clock, ExpiresInAsString = lifetimeAsText }, options => options with { Clock = clock });
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => platform.Api.GetUserAsync(ann, ApiPlatform.Token)));
        clock.Advance(TimeSpan.FromMinutes(54));
        await platform.Api.GetUserAsync(ann, ApiPlatform.Token);
        Assert.Single(platform.Requests(TakeToken));

        clock.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => platform.Api.GetUserAsync(ann, ApiPlatform.Token)));
        Assert.Equal(2, platform.Requests(TakeToken).Count);
        Assert.DoesNotContain(platform.Fake.Requests, request => request.StatusCode == 401);
        Assert.Equal((2, 41), (platform.Api.Statistics.SignIns, platform.Api.Statistics.Reads));
    }

    [Fact]
    public async Task A_token_that_lives_shortly_is_used_for_most_of_its_life()
    {
        var clock = new ManualClock();
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { Clock = clock, TokenLife = TimeSpan.FromSeconds(60) }, options => options with { Clock = clock });

        await platform.Api.GetGroupsAsync(ApiPlatform.Token);
        clock.Advance(TimeSpan.FromSeconds(40));
        await platform.Api.GetGroupsAsync(ApiPlatform.Token);
        Assert.Single(platform.Requests(TakeToken));
        clock.Advance(TimeSpan.FromSeconds(10));
        await platform.Api.GetGroupsAsync(ApiPlatform.Token);
        Assert.Equal(2, platform.Requests(TakeToken).Count);
    }

    [Fact]
    public async Task A_revoked_token_is_renewed_once_for_all_and_the_requests_are_carried_out()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ids = Enumerable.Range(0, 20).Select(i => platform.State.AddUser($"{i}@example.com", "A", "A", "invited")).ToList();
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(FaultKind.TokenRevoked);

        await Task.WhenAll(ids.Select(id => platform.Api.ActivateUserAsync(id, ApiPlatform.Token)));

        Assert.Equal(2, platform.Requests(TakeToken).Count);
        Assert.All(ids, id => Assert.Equal("active", platform.State.UserById(id)!.Status));
    }

    [Fact]
    public async Task A_creation_with_a_revoked_token_is_sent_again_because_it_was_not_carried_out()
    {
        await using var platform = await ApiPlatform.StartAsync();
        platform.Fake.Faults.Add(FaultKind.TokenRevoked, "POST /api/v2/users");

        await platform.Api.CreateUserAsync(new NewUser { Mail = "a@example.com", Membership = new NewMembership(platform.State.RootGroupId) }, false, ApiPlatform.Token);

        Assert.Equal(2, platform.State.Users.Count);
    }

    [Fact]
    public async Task A_platform_that_does_not_accept_its_new_token_either_ends_the_run()
    {
        await using var platform = await ApiPlatform.StartAsync();
        platform.Fake.Faults.Add(FaultKind.TokenRevoked, "GET /api/v2/groups", times: 2);

        var failed = await Assert.ThrowsAsync<HrisException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(HrisErrors.PlatformSignInFailed, failed.Error);
        Assert.Equal(2, platform.Requests("GET /api/v2/groups").Count);
    }

    [Fact]
    public async Task A_wrong_secret_ends_the_run_at_once_and_for_all()
    {
        await using var platform = await ApiPlatform.StartAsync(clientSecret: () => new Secret("wrong"));

        var failures = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Assert.ThrowsAsync<HrisException>(() => platform.Api.GetGroupsAsync(ApiPlatform.Token))));
        var signIn = await Assert.ThrowsAsync<HrisException>(() => platform.Api.SignInAsync(ApiPlatform.Token));

        Assert.All(failures.Append(signIn), failure => Assert.Equal(HrisErrors.PlatformSignInFailed, failure.Error));
        Assert.Contains("invalid_client", signIn.Message, StringComparison.Ordinal);
        Assert.Equal([TakeToken], platform.Fake.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task The_secret_is_fetched_when_a_token_is_needed_and_not_before()
    {
        var fetched = 0;
        await using var platform = await ApiPlatform.StartAsync(clientSecret: () =>
        {
            fetched++;
            return new Secret("secret");
        });
        Assert.Equal(0, fetched);

        await platform.Api.SignInAsync(ApiPlatform.Token);
        await platform.Api.GetGroupsAsync(ApiPlatform.Token);

        Assert.Equal(1, fetched);
    }
}
