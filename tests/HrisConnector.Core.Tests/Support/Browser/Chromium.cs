using System;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace HrisConnector.Core.Tests.Support.Browser;

/// <summary>A headless Chromium, started when the first test asks, and spoken to by its own protocol (https://chromedevtools.github.io/devtools-protocol).</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly string _profile = Directory.CreateTempSubdirectory("hris-browser-").FullName;
    private readonly Lazy<Task> _started;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = new();
    private readonly ConcurrentDictionary<string, BrowserPage> _pages = new();
    private Process? _process;
    private Task _receiving = Task.CompletedTask;
    private int _lastId;

    public Chromium() => _started = new Lazy<Task>(StartAsync);

    /// <summary>Opens an empty page. A test that asks for it is skipped where there is no Chromium.</summary>
    internal async Task<BrowserPage> OpenAsync()
    {
        await _started.Value;
        Assert.SkipWhen(_process is null, "Chromium is not installed, or it does not start.");
        var target = await SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = (string?)target["targetId"], ["flatten"] = true });
        var page = new BrowserPage(this, (string)attached["sessionId"]!);
        _pages[page.Session] = page;
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network"])
            await page.SendAsync(domain + ".enable");
        await page.SendAsync("Page.setLifecycleEventsEnabled", new JsonObject { ["enabled"] = true });
        return page;
    }

    internal async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;
        await _sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
            await _receiving;
            _process.Dispose();
        }

        _socket.Dispose();
        _sending.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // One of its processes is still ending; the system's clean-up takes it.
        }
    }

    private async Task StartAsync()
    {
        foreach (var name in Names)
        {
            var process = TryStart(name);
            if (process is null)
                continue;
            if (await AddressAsync(process) is not { } address)
            {
                // What Ubuntu has under that name only says that it is to be had elsewhere.
                process.Dispose();
                continue;
            }

            _process = process;
            await _socket.ConnectAsync(address, CancellationToken.None);
            _receiving = ReceiveAsync();
            return;
        }
    }

    private Process? TryStart(string name)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--hide-scrollbars", "--lang=en", "--force-color-profile=srgb", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"])
            start.ArgumentList.Add(argument);
        // Its sandbox refuses root, and the only pages here are our own.
        if (Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<Uri?> AddressAsync(Process process)
    {
        const string beginning = "DevTools listening on ";
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var address = new TaskCompletionSource<Uri?>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetResult(null); // it ended
            else if (line.Data.StartsWith(beginning, StringComparison.Ordinal))
                address.TrySetResult(new Uri(line.Data[beginning.Length..]));
        };
        process.BeginErrorReadLine();
        return await address.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private async Task ReceiveAsync()
    {
        var block = new byte[64 * 1024];
        var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(block, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                message.Write(block, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (WebSocketException)
        {
            // It was killed.
        }
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is not { } id)
        {
            if ((string?)message["sessionId"] is { } session && _pages.TryGetValue(session, out var page))
                page.Take((string)message["method"]!, message["params"]!);
            return;
        }

        if (!_answers.TryRemove(id, out var answer))
            return;
        if (message["error"] is { } error)
            answer.SetException(new InvalidOperationException(error.ToJsonString()));
        else
            answer.SetResult(message["result"]!);
    }
}
