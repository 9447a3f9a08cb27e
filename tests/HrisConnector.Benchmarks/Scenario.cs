using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.Benchmarks;

/// <summary>A scenario: its measurements and its floor's in turn, the medians printed as a line of JSON each.</summary>
internal static class Scenario
{
    public static bool Run(string scenario, string work, int rows, int runs)
    {
        string[] measurements = scenario switch { "check" => ["check"], "sync" => ["first", "none", "changed"], "groups" => ["first", "none", "groups-first", "groups-none"], _ => [] };
        var floors = new List<(double Seconds, long Peak)>();
        var results = measurements.ToDictionary(name => name, _ => new List<(double Seconds, long Peak)>());
        for (var run = 0; run < runs && measurements.Length > 0; run++)
        {
            foreach (var data in Directory.EnumerateDirectories(work, "data*"))
                Directory.Delete(data, recursive: true);
            floors.Add(Measure("floor", work));
            foreach (var name in measurements)
                results[name].Add(Measure(name, work));
        }

        var floor = measurements.Length > 0 ? Median(floors) : 0;
        foreach (var name in measurements)
        {
            var seconds = Median(results[name]);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                scenario,
                measurement = name,
                rows,
                seconds = Math.Round(seconds, 3),
                rowsPerSecond = (long)(rows / seconds),
                peakMegabytes = results[name].Max(result => result.Peak) / 1_000_000,
                floorSeconds = Math.Round(floor, 3),
                timesFloor = Math.Round(seconds / floor, 2),
            }));
        }

        return measurements.Length > 0;
    }

    private static double Median(List<(double Seconds, long Peak)> results) =>
        results.Select(result => result.Seconds).Order().ElementAt(results.Count / 2);

    private static (double Seconds, long Peak) Measure(string name, string work)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(Scenario).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. self, "measure", name, work]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The measurement '{name}' failed.");
        using var json = JsonDocument.Parse(output);
        return (json.RootElement.GetProperty("seconds").GetDouble(), json.RootElement.GetProperty("peak").GetInt64());
    }
}
