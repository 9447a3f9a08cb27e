using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>A web server that answers as no platform should; whoever asks for a token gets one.</summary>
internal sealed class OddPlatform : IAsyncDisposable
{
    private readonly WebApplication _server;

    private OddPlatform(WebApplication server) => _server = server;

    public Uri BaseUri { get; private set; } = null!;

    /// <summary>The paths and queries that were asked for, without those for tokens.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<OddPlatform> StartAsync(Func<HttpContext, Task> answer, string tokenAnswer = """{"access_token":"t","expires_in":3600,"token_type":"Bearer"}""")
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var platform = new OddPlatform(builder.Build());
        platform._server.Run(async context =>
        {
            if (context.Request.Path == "/api/v2/oauth2/token")
            {
                await context.Response.WriteAsync(tokenAnswer);
                return;
            }

            platform.Requests.Enqueue(context.Request.Path + context.Request.QueryString);
            await answer(context);
        });
        await platform._server.StartAsync();
        platform.BaseUri = new Uri(platform._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return platform;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
