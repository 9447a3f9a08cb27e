using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>What every request to the fake platform must have, and how many of them it takes.</summary>
public sealed class FrontDoorTests
{
    [Fact]
    public async Task A_request_needs_the_version_and_a_good_token()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var token = await platform.TakeTokenAsync();
        async Task<string> Get(string? bearer, string? version) => (await platform.SendAsync("GET", "/api/v2/users", null, bearer, version)).Outcome;

        Assert.Equal("200", await Get(token, "v2.0"));
        Assert.Equal("400 invalid_request", await Get(token, null));
        Assert.Equal("400 invalid_request", await Get(token, "v1.0"));
        Assert.Equal("401 invalid_token", await Get(null, "v2.0"));
        Assert.Equal("401 invalid_token", await Get(token + "0", "v2.0"));
    }

    [Fact]
    public async Task A_token_lives_as_long_as_it_says()
    {
        var clock = new ManualClock();
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { Clock = clock });
        PlatformReply reply = await platform.RequestTokenAsync();
        var token = (string)reply.Body!["access_token"]!;

        clock.Advance(TimeSpan.FromSeconds((int)reply.Body!["expires_in"]! - 1));
        Assert.Equal("200", (await platform.SendAsync("GET", "/api/v2/users", null, token, "v2.0")).Outcome);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("401 invalid_token", (await platform.SendAsync("GET", "/api/v2/users", null, token, "v2.0")).Outcome);
    }

    [Fact]
    public async Task The_life_of_a_token_is_a_string_unless_the_documented_number_is_asked_for()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var http = new System.Net.Http.HttpClient { BaseAddress = platform.BaseUri };
        using var body = new System.Net.Http.StringContent("""{"grant_type":"client_credentials","client_id":"client","client_secret":"secret"}""");

        await http.PostAsync("/api/v2/oauth2/token", body, TestContext.Current.CancellationToken);

        Assert.Contains("\"expires_in\":\"3600\"", Assert.Single(platform.Requests).AnswerBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_and_writes_are_limited_each_for_itself_and_a_refusal_says_nothing_of_when_to_come_again()
    {
        var clock = new ManualClock();
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { Clock = clock, ReadsPerSecond = 2, WritesPerSecond = 1 });
        var path = "/api/v2/users/" + platform.State.AddUser("ann@example.org", "Ann", "Archer");
        async Task<string[]> Burst() =>
        [
            .. await Task.WhenAll(platform.GetAsync(path), platform.GetAsync(path), platform.GetAsync(path)).ContinueWith(Outcomes, TaskScheduler.Default),
            .. await Task.WhenAll(platform.SendAsync("PATCH", path, new { }), platform.SendAsync("PATCH", path, new { })).ContinueWith(Outcomes, TaskScheduler.Default),
        ];
        await platform.GetAsync("/api/v2/users");
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["200", "200", "429 tooManyRequests", "200", "429 tooManyRequests"], await Burst());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["200", "200", "429 tooManyRequests", "200", "429 tooManyRequests"], await Burst());
        Assert.All(platform.Platform.Requests.Where(request => request.StatusCode == 429), request => Assert.Empty(request.AnswerHeaders));
    }

    [Fact]
    public async Task Each_operation_asks_for_its_scope()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(TestPlatform.Unhurried with { Scopes = new HashSet<string> { "users:read" } });

        Assert.Equal("200", (await platform.GetAsync("/api/v2/users")).Outcome);
        Assert.Equal("403 invalid_scope", (await platform.SendAsync("POST", "/api/v2/users", platform.NewUser("ann@example.org"))).Outcome);
        Assert.Equal("403 invalid_scope", (await platform.GetAsync("/api/v2/groups")).Outcome);
    }

    [Theory]
    [InlineData("POST", "/api/v2/users", "{")]
    [InlineData("POST", "/api/v2/users", "[]")]
    [InlineData("POST", "/api/v2/users", """{ "mail": "" }""")]
    [InlineData("POST", "/api/v2/users", """{ "mail": "ann@example.org" }""")]
    [InlineData("POST", "/api/v2/users?sendInvitationEmail=no", "{}")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "name": "Ann" }""")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "job": 7 }""")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "lang": "xx" }""")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "lang": null }""")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "username": "Ann Archer" }""")]
    [InlineData("PATCH", "/api/v2/users/{owner}", """{ "toBeDeactivatedAt": "2026-02-30T00:00:00.000Z" }""")]
    [InlineData("GET", "/api/v2/users/4711", null)]
    [InlineData("GET", "/api/v2/users?status[in]=active", null)]
    [InlineData("GET", "/api/v2/users?page=2", null)]
    [InlineData("PUT", "/api/v2/users/{owner}/custom-fields/values", """{ "customValues": [ {} ] }""")]
    [InlineData("POST", "/api/v2/bulk/groups/memberships", """{ "input": [ { "userId": "1" } ] }""")]
    public async Task A_request_that_is_not_as_documented_is_refused_and_changes_nothing(string method, string path, string? body)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        var before = platform.State.Snapshot();

        PlatformReply reply = await platform.SendAsync(method, path.Replace("{owner}", platform.State.OwnerId, StringComparison.Ordinal), body);

        Assert.Equal("400 invalid_request", reply.Outcome);
        Assert.Equal(before, platform.State.Snapshot());
    }

    private static IEnumerable<string> Outcomes(Task<PlatformReply[]> replies) => replies.Result.Select(reply => reply.Outcome).Order(StringComparer.Ordinal);
}
