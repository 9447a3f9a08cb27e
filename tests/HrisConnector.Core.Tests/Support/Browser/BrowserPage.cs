using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Support.Browser;

/// <summary>A page of a browser: what a reader does to it, and what goes wrong in it.</summary>
internal sealed class BrowserPage(Chromium browser, string session)
{
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _loaded = new();

    public string Session => session;

    /// <summary>Everything that was written to the console, exceptions and violations of the page's policy included.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    /// <summary>The addresses that were asked for.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => browser.SendAsync(method, parameters, session);

    /// <summary>Opens a file as a double click does.</summary>
    public async Task ShowAsync(string path)
    {
        var navigation = await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        await Loaded((string)navigation["loaderId"]!).Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    /// <summary>The value of an expression.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } exception
            ? throw new InvalidOperationException(exception.ToJsonString())
            : answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>The texts of the elements that are found and seen.</summary>
    public Task<string[]> SeenAsync(string selector) => EvaluateAsync<string[]>(
        $"[...document.querySelectorAll({JsonSerializer.Serialize(selector)})].filter(e => e.checkVisibility()).map(e => e.innerText.trim().replace(/\\s+/g, ' '))");

    /// <summary>The text of the first element that is found, seen or not.</summary>
    public Task<string> TextAsync(string selector) => EvaluateAsync<string>($"document.querySelector({JsonSerializer.Serialize(selector)}).textContent.trim()");

    public Task<bool> ClickAsync(string selector) => EvaluateAsync<bool>($"document.querySelector({JsonSerializer.Serialize(selector)}).click(), true");

    /// <summary>Types into an input in place of what it holds.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await EvaluateAsync<bool>($"document.querySelector({JsonSerializer.Serialize(selector)}).focus(), document.execCommand('selectAll'), true");
        if (text.Length == 0)
            await PressAsync("Delete", 46);
        else
            await SendAsync("Input.insertText", new JsonObject { ["text"] = text });
    }

    public async Task PressAsync(string key, int code, string? text = null)
    {
        foreach (var type in (string[])["keyDown", "keyUp"])
        {
            var press = new JsonObject { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code };
            if (text is not null && type == "keyDown")
                press["text"] = text;
            await SendAsync("Input.dispatchKeyEvent", press);
        }
    }

    /// <summary>A dark screen, paper.</summary>
    public Task EmulateAsync(string scheme = "light", string media = "") => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = media, ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    public Task ResizeAsync(int width, int height) => SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject
    {
        ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false,
    });

    /// <summary>A picture of what is seen.</summary>
    public async Task SaveAsync(string path)
    {
        var picture = await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" });
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, Convert.FromBase64String((string)picture["data"]!), TestContext.Current.CancellationToken);
    }

    public void Take(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "Page.lifecycleEvent" when (string?)parameters["name"] == "load":
                Loaded((string)parameters["loaderId"]!).TrySetResult();
                break;
            case "Log.entryAdded":
                _troubles.Enqueue((string)parameters["entry"]!["text"]!);
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown":
                _troubles.Enqueue(parameters.ToJsonString());
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue((string)parameters["request"]!["url"]!);
                break;
        }
    }

    private TaskCompletionSource Loaded(string loader) => _loaded.GetOrAdd(loader, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
