using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

using HrisConnector.FakePlatform;

/// <summary>
/// A fake platform that is fast, and a client of it that is impatient. At its end every request that the client has sent is compared with the
/// published documents, where those are at hand.
/// </summary>
internal sealed class ApiPlatform : IAsyncDisposable
{
    private const int NoLimit = 100_000;

    private ApiPlatform(FakePlatform fake, LearningApi api)
    {
        Fake = fake;
        Api = api;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static FakePlatformOptions Unlimited { get; } = new() { ReadsPerSecond = NoLimit, WritesPerSecond = NoLimit };

    public FakePlatform Fake { get; }

    public LearningApi Api { get; }

    public PlatformState State => Fake.State;

    public static async Task<ApiPlatform> StartAsync(
        FakePlatformOptions? fakeOptions = null, Func<LearningApiOptions, LearningApiOptions>? configure = null, Func<Secret>? clientSecret = null)
    {
        var fake = await FakePlatform.StartAsync(fakeOptions ?? Unlimited);
        var options = Options(fake.BaseUri);
        return new ApiPlatform(fake, new LearningApi(configure?.Invoke(options) ?? options, clientSecret ?? (() => new Secret("secret")), new SilentObserver()));
    }

    public static LearningApiOptions Options(Uri address) => new(address, "client")
    {
        ReadsPerSecond = NoLimit,
        WritesPerSecond = NoLimit,
        FirstPause = TimeSpan.FromMilliseconds(1),
        FirstPoll = TimeSpan.FromMilliseconds(1),
    };

    /// <summary>The requests of an operation, e.g. <c>POST /api/v2/users</c>.</summary>
    public IReadOnlyList<RecordedRequest> Requests(string operation) => [.. Fake.Requests.Where(request => request.Operation == operation)];

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Fake.DisposeAsync();
        if (OpenApiDocuments.Find() is { } documents)
            Assert.Empty(Fake.Requests.SelectMany(new OpenApiRequestValidator(documents).Validate));
    }
}
