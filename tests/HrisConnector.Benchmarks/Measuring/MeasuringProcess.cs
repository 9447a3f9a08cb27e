using System;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Tasks;
using HrisConnector.Benchmarks.Files;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>A process that makes one measurement, so that nothing is warm and its peak memory is its own: this program again, or the shell.</summary>
internal static class MeasuringProcess
{
    /// <summary>The argument that makes this program such a process.</summary>
    public const string Argument = "measure";

    /// <summary>Starts one and waits for its reading.</summary>
    public static Reading Run(string measurement, Workplace place) =>
        ShellScripts.All.TryGetValue(measurement, out var script)
            ? Run(measurement, [Build.Shell!, "-Command", ShellScripts.WithClock(script(place))])
            : RunIn(Build.Own, measurement, place);

    /// <summary>The same in this program on another build.</summary>
    public static Reading RunIn(string program, string measurement, Workplace place) => Run(measurement, [program, Argument, measurement, place.Folder]);

    /// <summary>Is one.</summary>
    public static async Task MeasureAsync(string measurement, Workplace place)
    {
        var clock = new Clock();
        await Measurements.All[measurement](place, clock);
        clock.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Reading(clock.Wall.TotalSeconds, clock.Processor.TotalSeconds, process.PeakWorkingSet64)));
    }

    private static Reading Run(string measurement, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new MeasurementException($"The measurement '{measurement}' failed. {output}".TrimEnd());
        return JsonSerializer.Deserialize<Reading>(output)!;
    }
}
