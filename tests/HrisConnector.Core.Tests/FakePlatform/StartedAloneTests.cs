using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

/// <summary>The fake platform as a program of its own, as a person starts it.</summary>
public sealed class StartedAloneTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_who_may_sign_in_and_shows_no_query()
    {
        using Process program = Start("--port", "0", "--client-id", "somebody");
        try
        {
            var first = (await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
            var all = first + await UntilAsync(program, "One line for each request");
            using var http = new HttpClient { BaseAddress = new Uri(first[first.IndexOf("http", StringComparison.Ordinal)..]) };

            using HttpResponseMessage response = await http.GetAsync(new Uri("/api/v2/users?mail[eq]=planted@example.org", UriKind.Relative), TestContext.Current.CancellationToken);
            var log = (await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;

            Assert.Contains("somebody", all, StringComparison.Ordinal);
            Assert.Contains("Aurelia/Countries/France", all, StringComparison.Ordinal);
            Assert.Contains("costCenter", all, StringComparison.Ordinal);
            Assert.EndsWith("  400  GET /api/v2/users", log, StringComparison.Ordinal);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Arguments_that_it_does_not_know_end_it_with_its_usage()
    {
        using Process program = Start("--colour", "blue");

        var error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("usage: ", error, StringComparison.Ordinal);
        Assert.Equal(64, program.ExitCode);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "HrisConnector.FakePlatform.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<string> UntilAsync(Process program, string end)
    {
        var text = "";
        while (!text.Contains(end, StringComparison.Ordinal))
        {
            var line = await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            text += line ?? throw new InvalidOperationException("The program ended: " + text);
        }
        return text;
    }
}
