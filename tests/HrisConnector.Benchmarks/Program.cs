using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace HrisConnector.Benchmarks;

/// <summary>The entry point: scenarios by name, or one measurement when it is started by itself (<see cref="MeasuringProcess"/>).</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is [MeasuringProcess.Argument, var measurement, var folder])
        {
            await MeasuringProcess.MeasureAsync(measurement, new Workplace(folder));
            return 0;
        }

        var rows = Option(args, "--rows", 1_000_000);
        var runs = Option(args, "--runs", 3);
        var names = args.TakeWhile(arg => !arg.StartsWith('-')).ToArray();
        var scenarios = names.Length == 0 ? [.. Scenario.All] : new List<Scenario>();
        foreach (var name in names)
        {
            if (Scenario.All.FirstOrDefault(scenario => scenario.Name == name) is not { } scenario)
            {
                Console.Error.WriteLine($"Unknown scenario '{name}': {string.Join(", ", Scenario.All.Select(known => known.Name))}.");
                return 64;
            }

            scenarios.Add(scenario);
        }

        foreach (var scenario in scenarios)
        {
            var work = Directory.CreateTempSubdirectory("hris-benchmark-").FullName;
            try
            {
                scenario.Run(new Workplace(work), rows, runs);
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        }

        return 0;
    }

    private static int Option(string[] args, string name, int standard)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : standard;
    }
}
