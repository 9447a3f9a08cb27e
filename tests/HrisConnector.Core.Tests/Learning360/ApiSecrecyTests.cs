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


public sealed class ApiSecrecyTests
{
    private const string Secret = "s3cr3t-planted";
    private const string Mail = "ann.planted@example.com";

    [Fact]
    public async Task No_failure_shows_the_secret_a_token_or_an_address()
    {
        await using var platform = await ApiPlatform.StartAsync(
            ApiPlatform.Unlimited with { ClientSecret = Secret },
            options => options with { Timeout = TimeSpan.FromSeconds(2), Tries = 2, FailuresInARow = 1000, ThrottleBudget = TimeSpan.FromMilliseconds(1) },
            () => new Secret(Secret));
        var ann = platform.State.AddUser(Mail, "Ann", "A");
        await platform.Api.SignInAsync(ApiPlatform.Token);
        FaultKind[] kinds =
        [
            FaultKind.DropBeforeCommit, FaultKind.DropAfterCommit, FaultKind.TooManyRequests, FaultKind.InternalServerError, FaultKind.ServiceUnavailable,
            FaultKind.Hang, FaultKind.UnknownErrorCode, FaultKind.TokenRevoked, FaultKind.InvalidScope,
        ];
        var failures = new List<Exception?>();
        foreach (var kind in kinds)
        {
            platform.Fake.Faults.Clear();
            platform.Fake.Faults.Add(kind, times: 1000);
            failures.Add(await Record.ExceptionAsync(() => platform.Api.FindUsersByMailAsync([Mail], ApiPlatform.Token)));
            failures.Add(await Record.ExceptionAsync(() => platform.Api.CreateUserAsync(NewUser(platform), true, ApiPlatform.Token)));
            failures.Add(await Record.ExceptionAsync(() => platform.Api.CreateMappingAsync("hr", Mail, ann, ApiPlatform.Token)));
        }

        using var wrong = new LearningApi(ApiPlatform.Options(platform.Fake.BaseUri), () => new Secret(Secret + "x"), new Support.SilentObserver());
        platform.Fake.Faults.Clear();
        failures.Add(await Record.ExceptionAsync(() => wrong.SignInAsync(ApiPlatform.Token)));

        var texts = failures.Select(failure => Assert.IsAssignableFrom<Exception>(failure).ToString()).Append(platform.Api.ToString()!).ToList();
        var tokens = platform.Fake.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization")).OfType<string>().Distinct().Select(header => header["Bearer ".Length..]).ToList();
        Assert.NotEmpty(tokens);
        Assert.All(tokens.Append(Secret).Append("planted"), hidden => Assert.All(texts, text => Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_is_read_and_written_does_not_show_itself()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = await platform.Api.GetUserAsync(platform.State.AddUser(Mail, "Planted", "Planted"), ApiPlatform.Token);
        object[] shown =
        [
            ann!, new CreatedUser(ann!, true), NewUser(platform), new UserPatch { FirstName = "planted" }, new ApiCustomValue("1", "string", "planted"),
            new ApiMapping { Id = "1", Platform = "hr", Value = "planted", UserId = "2" }, new ApiRequest(ApiOperations.ListUsers, "/api/v2/users?mail[in]=planted"),
        ];

        Assert.All(shown, value => Assert.DoesNotContain("planted", value.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    private static NewUser NewUser(ApiPlatform platform) => new() { Mail = Mail, FirstName = "Planted", Membership = new NewMembership(platform.State.RootGroupId) };
}
