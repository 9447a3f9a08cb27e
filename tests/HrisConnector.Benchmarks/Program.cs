using System;
using System.IO;
using System.Threading.Tasks;

namespace HrisConnector.Benchmarks;

/// <summary>
/// <c>check</c>, <c>sync</c> and <c>groups</c> measure a scenario beside its floor; <c>--rows N</c> sets the size (1,000,000), <c>--runs N</c> the
/// number of measurements of each (3), of which the median counts. Each measurement is a process of its own, so that its peak memory is
/// its own; <c>measure NAME FOLDER</c> is such a process.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["measure", var name, var folder])
            return await Measurement.RunAsync(name, folder);

        var rows = Option(args, "--rows", 1_000_000);
        var runs = Option(args, "--runs", 3);
        var scenarios = args.Length > 0 && !args[0].StartsWith('-') ? [args[0]] : new[] { "check", "sync", "groups" };
        var work = Directory.CreateTempSubdirectory("hris-benchmark-").FullName;
        try
        {
            UsersFileGenerator.Write(Path.Combine(work, "users.csv"), rows, changed: false);
            UsersFileGenerator.Write(Path.Combine(work, "changed.csv"), rows, changed: true);
            GroupRulesGenerator.Write(work);
            foreach (var scenario in scenarios)
            {
                if (!Scenario.Run(scenario, work, rows, runs))
                {
                    Console.Error.WriteLine($"Unknown scenario '{scenario}': check, sync or groups.");
                    return 1;
                }
            }

            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static int Option(string[] args, string name, int standard)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : standard;
    }
}
