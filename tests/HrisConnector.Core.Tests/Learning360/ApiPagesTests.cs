using System;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

public sealed class ApiPagesTests
{
    private static readonly Uri Current = new("https://app.example.com/api/v2/users?x=1");

    [Theory]
    [InlineData(null, null)]
    [InlineData("<https://app.example.com/api/v2/users?next=abc>; rel=\"next\"", "/api/v2/users?next=abc")]
    [InlineData("<https://app.example.com/a,b?c=1,2>; title=\"x, y\"; rel=next", "/a,b?c=1,2")]
    [InlineData("</p>; rel=\"prev\", </n>; rel=\"last next\"", "/n")]
    [InlineData("<?next=2>; REL=\"Next\"", "/api/v2/users?next=2")]
    [InlineData("</n>; rel=\"nextpage\"", null)]
    [InlineData("<https://app.example.com:443/n>; rel=\"next\"", "/n")]
    public void The_next_page_is_the_one_of_the_link_header(string? header, string? next) => Assert.Equal(next, NextLink.Find(header, Current));

    [Theory]
    [InlineData("<https://evil.example.com/api/v2/users>; rel=\"next\"")]
    [InlineData("<http://app.example.com/api/v2/users>; rel=\"next\"")]
    [InlineData("<https://app.example.com:8443/api/v2/users>; rel=\"next\"")]
    [InlineData("<//evil.example.com/api/v2/users>; rel=\"next\"")]
    public void A_next_page_on_another_server_is_refused(string header) => Assert.Throws<FormatException>(() => NextLink.Find(header, Current));

    [Fact]
    public async Task A_token_never_goes_to_another_server()
    {
        await using var other = await OddPlatform.StartAsync(_ => Task.CompletedTask);
        await using var links = await OddPlatform.StartAsync(context =>
        {
            context.Response.Headers.Link = $"<{new Uri(other.BaseUri, "/api/v2/groups")}>; rel=\"next\"";
            return context.Response.WriteAsync("[]");
        });
        await using var redirects = await OddPlatform.StartAsync(context =>
        {
            context.Response.Redirect(new Uri(other.BaseUri, "/api/v2/groups").AbsoluteUri);
            return Task.CompletedTask;
        });

        Assert.Equal("answer", (await FailAsync(links)).Code);
        Assert.Equal("http302", (await FailAsync(redirects)).Code);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_list_that_leads_back_to_its_first_page_ends_with_a_failure()
    {
        await using var platform = await OddPlatform.StartAsync(context =>
        {
            context.Response.Headers.Link = context.Request.QueryString.HasValue ? "</api/v2/groups>; rel=\"next\"" : "</api/v2/groups?next=2>; rel=\"next\"";
            return context.Response.WriteAsync("[]");
        });

        Assert.Equal("answer", (await FailAsync(platform)).Code);
        Assert.Equal(2, platform.Requests.Count);
    }

    [Theory]
    [InlineData("<html>Somebody's proxy</html>")]
    [InlineData("null")]
    [InlineData("[{\"name\":\"without an id\"}]")]
    [InlineData("")]
    public async Task An_answer_that_is_none_is_a_failure_that_does_not_quote_it(string answer)
    {
        await using var platform = await OddPlatform.StartAsync(context => context.Response.WriteAsync(answer));

        var failed = await FailAsync(platform);

        Assert.Equal("GET /api/v2/groups: the platform answers 200, answer", failed.Message);
        Assert.Null(failed.InnerException);
    }

    [Fact]
    public async Task Properties_that_nobody_knows_are_skipped()
    {
        await using var platform = await OddPlatform.StartAsync(context => context.Response.WriteAsync("""[{"new":{"a":[1]},"_id":"1","name":"G","public":true,"parentId":null}]"""));
        using var api = ApiOf(platform);

        var group = Assert.Single(await api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(("1", "G", true, null), (group.Id, group.Name, group.Public, group.ParentId));
    }

    [Theory]
    [InlineData("""{"access_token":"planted\\r\\nX: y","expires_in":3600}""")]
    [InlineData("""{"access_token":"plantedé","expires_in":3600}""")]
    [InlineData("""{"access_token":{"planted":1}}""")]
    [InlineData("planted")]
    [InlineData("{}")]
    public async Task A_token_that_is_none_is_a_failed_sign_in_that_does_not_quote_it(string answer)
    {
        await using var platform = await OddPlatform.StartAsync(_ => Task.CompletedTask, answer.Replace("\\\\", "\\", StringComparison.Ordinal));
        using var api = ApiOf(platform);

        var failed = await Assert.ThrowsAsync<HrisException>(() => api.GetGroupsAsync(ApiPlatform.Token));

        Assert.Equal(HrisErrors.PlatformSignInFailed, failed.Error);
        Assert.DoesNotContain("planted", failed.ToString(), StringComparison.Ordinal);
        Assert.Empty(platform.Requests);
    }

    private static LearningApi ApiOf(OddPlatform platform) => new(ApiPlatform.Options(platform.BaseUri), () => new Secret("secret"), new SilentObserver());

    private static async Task<LearningApiException> FailAsync(OddPlatform platform)
    {
        using var api = ApiOf(platform);
        return await Assert.ThrowsAsync<LearningApiException>(() => api.GetGroupsAsync(CancellationToken.None));
    }
}
