using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>A run in a process of its own, which the platform kills (SIGKILL) at a request.</summary>
internal sealed class DyingRun
{
    private static readonly string Child = Path.Combine(AppContext.BaseDirectory, "HrisConnector.CrashChild.dll");
    private readonly TaskCompletionSource<Process> _process = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _at;
    private readonly bool _afterEffect;
    private int _begun;
    private int _done;
    private int _under; // requests that the platform is working on
    private volatile string? _died;

    private DyingRun(int at, bool afterEffect)
    {
        _at = at;
        _afterEffect = afterEffect;
    }

    /// <summary>Runs the file of the day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="at">The number of the request, from 1.</param>
    /// <param name="afterEffect">True to kill when the request has taken effect, before its answer; false before.</param>
    /// <param name="cancellationToken">Ends the process and the waiting.</param>
    /// <returns>The request at which the process died; null when it ended before there was one.</returns>
    public static async Task<string?> RunAsync(PlatformCase day, int at, bool afterEffect, CancellationToken cancellationToken)
    {
        var run = new DyingRun(at, afterEffect);
        day.Platform.BeforeEffect = run.Begin;
        day.Platform.BeforeAnswer = run.Done;
        day.Platform.Answered = _ => Interlocked.Decrement(ref run._under);

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Child, Path.Combine(day.Connector.Folder, PlatformCase.ConfigurationName), day.File])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        using var end = cancellationToken.Register(() => process.Kill());
        run._process.SetResult(process);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken) + await errors;
        await process.WaitForExitAsync(cancellationToken);
        if (run._died is null && process.ExitCode != 0)
            throw new InvalidOperationException($"The run was not disturbed and ended with {process.ExitCode}: {output}");

        // What had reached the platform by then is carried out, as it is by a real one.
        SpinWait.SpinUntil(() => Volatile.Read(ref run._under) <= 0, TimeSpan.FromSeconds(30));
        day.Platform.BeforeEffect = null;
        day.Platform.BeforeAnswer = null;
        day.Platform.Answered = null;
        return run._died;
    }

    // A dead process sends nothing: a request that comes later than its death was never sent.
    private void Begin(RecordedRequest request)
    {
        if (!_afterEffect && Interlocked.Increment(ref _begun) == _at)
            Kill(request);
        if (_died is not null)
            throw new InvalidOperationException("The process that sent it is dead.");
        Interlocked.Increment(ref _under);
    }

    private void Done(RecordedRequest request)
    {
        if (_afterEffect && Interlocked.Increment(ref _done) == _at)
            Kill(request);
    }

    private void Kill(RecordedRequest request)
    {
        var process = _process.Task.GetAwaiter().GetResult();
        _died = request.Operation;
        process.Kill();
        process.WaitForExit();
    }
}
