using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;

namespace HrisConnector.Benchmarks;

/// <summary>A process that makes one measurement, so that nothing is warm and its peak memory is its own.</summary>
internal static class MeasuringProcess
{
    /// <summary>The argument that makes this program such a process.</summary>
    public const string Argument = "measure";

    /// <summary>Starts one and waits for its reading.</summary>
    public static Reading Run(string measurement, Workplace place)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(MeasuringProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. self, Argument, measurement, place.Folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The measurement '{measurement}' failed.");
        return JsonSerializer.Deserialize<Reading>(output)!;
    }

    /// <summary>Is one.</summary>
    public static async Task MeasureAsync(string measurement, Workplace place)
    {
        var clock = new Clock();
        await Measurements.All[measurement](place, clock);
        clock.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Reading(clock.Wall.TotalSeconds, clock.Processor.TotalSeconds, process.PeakWorkingSet64)));
    }
}
