using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>A platform that does not want, or is not able, to answer: the run stops cleanly, says why, and the next one does the rest.</summary>
public sealed class TroubleTests
{
    private const int Users = 300;
    private const int Passing = 400;

    [Theory]
    [InlineData(FaultKind.TokenRevoked, "PlatformSignInFailed", ErrorCategory.AuthenticationError)]
    [InlineData(FaultKind.InvalidScope, "PlatformForbidden", ErrorCategory.PermissionDenied)]
    [InlineData(FaultKind.ServiceUnavailable, "PlatformUnreachable", ErrorCategory.ConnectionError)]
    public async Task A_platform_that_fails_again_and_again_stops_the_run_and_the_next_one_completes_it(FaultKind kind, string id, ErrorCategory category)
    {
        await using var company = await PlatformSession.StartAsync();
        var lines = Enumerable.Range(1, Users).Select(i => Line(i)).ToArray();
        var fault = company.Platform.Faults.Add(kind, after: Passing, times: int.MaxValue);

        var stopped = company.Sync(lines);
        var refused = fault.Hits;
        company.Platform.Faults.Clear();
        var createdBefore = company.Platform.State.Users.Count - 1;
        var next = company.Sync(lines);

        RequireFailure(stopped, id, category);
        Assert.InRange(createdBefore, 1, Users - 1);
        Assert.InRange(stopped.Output.Single().Number("Created"), 0, createdBefore);
        // At most what is on its way at once, a batch of 200 users here, each request tried five times.
        Assert.InRange(refused, 1, 200 * 5);
        Assert.Empty(next.Errors);
        Assert.Equal(("Success", (long)Users), (next.Output.Single().Text("Status"), next.Output.Single().Number("Created")));
        Assert.All(PlatformSession.Statuses(next.Output.Single().Text("CsvLogPath")), status => Assert.Equal("UserCreated", status));
        Assert.Equal((Users, Users + 1), (company.Platform.State.Mappings.Count, company.Platform.State.Users.Count));
        Assert.All(company.Platform.State.Users.Skip(1), user => Assert.Equal("active", user.Status));
    }

    // Looking whether the user is there after all goes well each time: it must not make the failures look like single ones.
    [Fact]
    public async Task A_platform_that_fails_at_one_kind_of_request_alone_stops_the_run_too()
    {
        await using var company = await PlatformSession.StartAsync();
        company.Configure(configuration => configuration["directory"]!["writesPerSecond"] = 20); // one after the other, as at the real pace
        var fault = company.Platform.Faults.Add(FaultKind.ServiceUnavailable, "POST /api/v2/users", times: int.MaxValue);

        var stopped = company.Sync(Enumerable.Range(1, 60).Select(i => Line(i)));

        RequireFailure(stopped, "PlatformUnreachable", ErrorCategory.ConnectionError);
        Assert.InRange(fault.Hits, 5, 30);
    }

    [Fact]
    public async Task A_wrong_secret_stops_the_run_before_anything()
    {
        await using var company = await PlatformSession.StartAsync();
        company.WriteSecret("PlantedWrongSecret");

        var result = company.Sync([Line(1)]);

        RequireFailure(result, "PlatformSignInFailed", ErrorCategory.AuthenticationError);
        PersonalData.IsNotIn(result, "PlantedWrongSecret");
        Assert.Equal(["POST /api/v2/oauth2/token"], company.TakeRequests().Keys);
    }

    [Fact]
    public async Task Nobody_at_the_address_stops_the_run_before_anything()
    {
        await using var company = await PlatformSession.StartAsync();
        company.Configure(configuration => configuration["directory"]!["baseUri"] = "http://127.0.0.1:1");

        var result = company.Sync([Line(1)]);

        RequireFailure(result, "PlatformUnreachable", ErrorCategory.ConnectionError);
        Assert.Empty(company.TakeRequests());
    }

    private static string Line(int i) => $"U{i},u{i}@example.org,First{i},Last{i},Active,Engineer,,en,,,,";

    private static void RequireFailure(ScriptResult result, string id, ErrorCategory category)
    {
        var error = Assert.Single(result.Errors);
        Assert.Equal(id + ",HrisConnector.Cmdlets.InvokeHrisSyncCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        var sync = Assert.Single(result.Output);
        Assert.Equal(("Error", ""), (sync.Text("Status"), sync.Text("CsvLogPath")));
    }
}
