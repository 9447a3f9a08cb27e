using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HrisConnector.FakePlatform;

/// <summary>
/// A learning platform in this process: a web server on 127.0.0.1 that behaves as 360Learning's published API v2 does, for the operations that
/// the connector needs, with its limits, its pages and its errors, and with faults on demand.
/// </summary>
/// <remarks>
/// The class has the name of its namespace. A file whose own namespace begins with HrisConnector finds the class by a using directive that
/// stands inside that namespace.
/// </remarks>
public sealed class FakePlatform : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _server;

    private FakePlatform(FakePlatformOptions options)
    {
        Options = options;
        State = new PlatformState(options, Faults);
        Tokens = new AccessTokens(options);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        builder.Services.AddRoutingCore();
        // A test that ends must not wait for requests that a fault holds back.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        _server = builder.Build();

        var pipeline = new RequestPipeline(this, _stopping.Token);
        _server.UseRouting();
        foreach (Operation operation in AllRoutes.Operations)
        {
            _server.MapMethods(operation.Template, [operation.Method], context => pipeline.RunAsync(context, operation));
        }
        if (options.ShowState)
        {
            _server.MapGet("/state", context =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                return context.Response.WriteAsync(State.Snapshot());
            });
        }
        _server.Map("/{**path}", context => pipeline.RunAsync(context, null));
    }

    /// <summary>The names of the operations that the platform serves, e.g. <c>GET /api/v2/users/{userId}</c>.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = [.. AllRoutes.Operations.Select(operation => operation.Name)];

    /// <summary>The address, e.g. <c>http://127.0.0.1:54321/</c>.</summary>
    public Uri BaseUri { get; private set; } = null!;

    /// <summary>What the platform holds: to prepare it before a test and to look at it afterwards.</summary>
    public PlatformState State { get; }

    /// <summary>The faults that are waiting for a request.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>All requests in the order of their arrival, refused and faulted ones included.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Called on the server's thread when a request has arrived, before it has any effect.</summary>
    public Action<RecordedRequest>? BeforeEffect { get; set; }

    /// <summary>
    /// Called on the server's thread after a request's effect is committed and before its answer is sent. The request's
    /// <see cref="RecordedRequest.StatusCode"/> is the one that will be sent, 0 when a fault resets the connection instead.
    /// </summary>
    public Action<RecordedRequest>? BeforeAnswer { get; set; }

    /// <summary>Called on the server's thread when a request is over, whether its answer reached the client or not.</summary>
    public Action<RecordedRequest>? Answered { get; set; }

    internal FakePlatformOptions Options { get; }

    internal AccessTokens Tokens { get; }

    /// <summary>Starts a platform that listens when the task is done.</summary>
    public static async Task<FakePlatform> StartAsync(FakePlatformOptions? options = null)
    {
        var platform = new FakePlatform(options ?? new FakePlatformOptions());
        await platform._server.StartAsync().ConfigureAwait(false);
        IServerAddressesFeature addresses = platform._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        platform.BaseUri = new Uri(addresses.Addresses.Single());
        return platform;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Ends the server; requests that are held back are reset.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    internal void Record(RecordedRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }
}
