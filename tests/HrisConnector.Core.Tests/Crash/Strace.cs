using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Pgp;
using Xunit;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>
/// A synchronization in a child process that strace watches: it counts the system calls that write, kills the process at a chosen one,
/// or makes it fail. The product knows nothing of it.
/// </summary>
internal static partial class Strace
{
    /// <summary>The calls by which anything becomes durable.</summary>
    public const string Calls = "pwrite64,write,writev,pwritev,fsync,fdatasync,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,openat,link,linkat";

    private static readonly string Child = Path.Combine(AppContext.BaseDirectory, "HrisConnector.CrashChild.dll");

    /// <summary>Skips the test where processes cannot be watched.</summary>
    public static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "strace is a tool of Linux");
        Assert.SkipUnless(Gpg.Has("strace"), "strace is not installed");
        Assert.SkipUnless(MayTrace.Value, "this account may not trace processes");
    }

    private static readonly Lazy<bool> MayTrace = new(() =>
    {
        using var process = Process.Start(new ProcessStartInfo("strace", "-f -qq -o /dev/null true") { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    });

    /// <summary>Runs undisturbed.</summary>
    /// <returns>The durable steps below the connector's data folder, in order.</returns>
    public static async Task<IReadOnlyList<DurableStep>> StepsAsync(TestConnector connector, string file, CancellationToken cancellationToken)
    {
        var trace = Path.Combine(connector.Folder, "trace");
        Assert.Equal(0, (await RunAsync(connector, file, trace, "-e", "trace=" + Calls, cancellationToken)).ExitCode);
        var steps = new List<DurableStep>();
        var counts = new Dictionary<(string Thread, string Call), int>();
        foreach (var line in await File.ReadAllLinesAsync(trace, cancellationToken))
        {
            var match = TraceLine().Match(line);
            if (!match.Success)
                continue;
            var counter = (match.Groups["thread"].Value, match.Groups["call"].Value);
            var count = counts[counter] = counts.GetValueOrDefault(counter) + 1;
            var path = Regex.Match(match.Groups["rest"].Value, Regex.Escape(connector.Configuration.StorePath) + "(/[^\"<>]*)?");
            var failed = line.Contains(" = -1 E", StringComparison.Ordinal);
            var reads = counter.Item2 == "openat" && !line.Contains("O_CREAT", StringComparison.Ordinal);
            if (path.Success && !failed && !reads)
                steps.Add(new DurableStep(steps.Count, counter.Item2, count, path.Groups[1].Value));
        }

        return steps;
    }

    /// <summary>Runs and kills the process just before a step.</summary>
    public static async Task KillAsync(TestConnector connector, string file, DurableStep step, CancellationToken cancellationToken)
    {
        var run = await RunAsync(connector, file, "/dev/null", "-e", $"inject={step.Call}:signal=SIGKILL:when={step.Ordinal}", cancellationToken, "-e", "trace=" + step.Call);
        Assert.True(run.ExitCode == 137, $"{step}: the process was not killed ({run.ExitCode}, {run.Output})");
    }

    /// <summary>Runs and makes a system call fail at a step, or from it on.</summary>
    /// <returns>What the child said: the status of its run or an error id.</returns>
    public static async Task<string> HinderAsync(TestConnector connector, string file, DurableStep step, string error, bool forEver, CancellationToken cancellationToken)
    {
        var run = await RunAsync(connector, file, "/dev/null", "-e", $"inject={step.Call}:error={error}:when={step.Ordinal}{(forEver ? "+" : "")}", cancellationToken, "-e", "trace=" + step.Call);
        return run.Output.Trim();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        TestConnector connector, string file, string trace, string option, string expression, CancellationToken cancellationToken, params string[] more)
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-f", "-qq", "-y", "-o", trace, .. more, option, expression, "dotnet", "exec", Child, Path.Combine(connector.Folder, CrashScene.ConfigurationName), file])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // no sockets and pipes of debuggers
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true)); // it hangs: then it has no exit code to be content with
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output + await errors);
    }

    [GeneratedRegex("^(?<thread>[0-9]+) +(?<call>[a-z0-9]+)\\((?<rest>.*)$")]
    private static partial Regex TraceLine();
}
