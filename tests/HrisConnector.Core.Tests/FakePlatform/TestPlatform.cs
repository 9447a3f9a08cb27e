using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>
/// A fake platform and a plain client of it. At its end all answers are compared with the published documents, where those are at hand, so
/// that the platform cannot drift away from them.
/// </summary>
internal sealed class TestPlatform : IAsyncDisposable
{
    private readonly HttpClient _http;
    private string? _token;

    private TestPlatform(FakePlatform platform)
    {
        Platform = platform;
        _http = new HttpClient { BaseAddress = platform.BaseUri };
    }

    /// <summary>Without rate limits, and with the documented form of the token's life.</summary>
    public static FakePlatformOptions Unhurried { get; } = new() { ReadsPerSecond = int.MaxValue, WritesPerSecond = int.MaxValue, ExpiresInAsString = false };

    public FakePlatform Platform { get; }

    public PlatformState State => Platform.State;

    public static async Task<TestPlatform> StartAsync(FakePlatformOptions? options = null) => new(await FakePlatform.StartAsync(options ?? Unhurried));

    public async Task<PlatformReply> GetAsync(string path) => await SendAsync("GET", path);

    public async Task<PlatformReply> SendAsync(string method, string path, object? body = null)
    {
        _token ??= await TakeTokenAsync();
        return await SendAsync(method, path, body, _token, "v2.0");
    }

    public async Task<PlatformReply> SendAsync(string method, string path, object? body, string? token, string? version)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (version != null)
        {
            request.Headers.Add("360-api-version", version);
        }
        if (token != null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (body != null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }
        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        return new PlatformReply(
            (int)response.StatusCode, isJson ? JsonNode.Parse(text) : null, Header(response, "Link"), response.Headers.Location?.PathAndQuery);
    }

    /// <summary>All pages of a list, each as its entries.</summary>
    public async Task<List<JsonArray>> PagesAsync(string path)
    {
        var pages = new List<JsonArray>();
        for (var next = path; next != null;)
        {
            PlatformReply reply = await GetAsync(next);
            pages.Add(reply.Body!.AsArray());
            next = reply.NextPage;
        }
        return pages;
    }

    public async Task<string> TakeTokenAsync() => (string)(await RequestTokenAsync()).Body!["access_token"]!;

    public Task<PlatformReply> RequestTokenAsync(string grant = "client_credentials", string client = "client", string secret = "secret") =>
        SendAsync("POST", "/api/v2/oauth2/token", new { grant_type = grant, client_id = client, client_secret = secret }, null, null);

    /// <summary>A body for a new user who is a learner of a group, the root group without one.</summary>
    public object NewUser(string? mail, string? groupId = null, string role = "learner") =>
        new { mail, membership = new { groupId = groupId ?? State.RootGroupId, role } };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Platform.DisposeAsync();
        if (OpenApiDocuments.Find() is { } documents)
        {
            var validator = new OpenApiAnswerValidator(documents);
            Assert.Empty(Platform.Requests.Where(request => !IsOfTheServerAlone(request)).SelectMany(validator.Validate));
        }
    }

    /// <summary>Answers that the documents do not describe: no answer at all, a malformed request, a path that is none, a broken server.</summary>
    private static bool IsOfTheServerAlone(RecordedRequest request) =>
        request.StatusCode is 0 or >= 500 || request.AnswerBody.Contains("invalid_request", StringComparison.Ordinal)
        || request.AnswerBody.Contains("notFound\"", StringComparison.Ordinal) || request.AnswerBody.Contains("somethingNew", StringComparison.Ordinal);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
