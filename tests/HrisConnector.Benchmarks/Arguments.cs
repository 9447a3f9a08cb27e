using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.Benchmarks.Scenarios;

namespace HrisConnector.Benchmarks;

/// <summary>The command line.</summary>
internal sealed record Arguments(IReadOnlyList<Scenario> Scenarios, int? Rows, int Runs, int? Max)
{
    public static string Usage =>
        $"""
        usage: dotnet run --configuration Release --project tests/HrisConnector.Benchmarks -- [scenario ...] [--rows N] [--runs N] [--max N]

        {string.Join(Environment.NewLine, Catalogue.All.Select(scenario => $"  {scenario.Name,-10} {scenario.About}"))}

          --rows N   the size of the files
          --runs N   how often each is measured (3); the medians are printed
          --max N    the largest size of growth (5,000,000)

        Without a scenario, all of them. Each measurement is a process of its own; a line of JSON is printed for each.
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <returns>Null when something is wrong.</returns>
    public static Arguments? TryParse(string[] args, out string problem)
    {
        var scenarios = new List<Scenario>();
        var numbers = new Dictionary<string, int?>(StringComparer.Ordinal) { ["--rows"] = null, ["--runs"] = null, ["--max"] = null };
        problem = "";
        for (var i = 0; i < args.Length && problem.Length == 0; i++)
        {
            if (Catalogue.Find(args[i]) is { } scenario)
                scenarios.Add(scenario);
            else if (!numbers.ContainsKey(args[i]))
                problem = $"Unknown scenario or option '{args[i]}'.";
            else if (++i < args.Length && int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                numbers[args[i - 1]] = number;
            else
                problem = $"{args[i - 1]} needs a number above 0.";
        }

        return problem.Length > 0 ? null : new Arguments(scenarios.Count > 0 ? scenarios : Catalogue.All, numbers["--rows"], numbers["--runs"] ?? 3, numbers["--max"]);
    }
}
