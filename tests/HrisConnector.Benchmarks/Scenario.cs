using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Benchmarks;

/// <summary>Measurements that are made in turn, round by round, so that what slows the machine down for a while slows them all; the medians count.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="About">What it measures.</param>
/// <param name="Prepare">Makes the files, for a number of rows.</param>
/// <param name="Steps">The measurements, in their order: a later one goes on with what an earlier one has left.</param>
internal sealed record Scenario(string Name, string About, Action<Workplace, int> Prepare, params Step[] Steps)
{
    private const string Floor = "floor";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("check", "what Test-HrisCsv does", UsersFile, new(Floor), new("check")),
        new("sync", "first load, no change, 1 % changed", BothUsersFiles, new(Floor), new("first", Base: "insert"), new("insert"), new("none"), new("changed", Base: "none")),
        new("insert", "a first load and a bare insert of its rows", UsersFile, new("first", Base: "insert"), new("insert"), new("insert-provider", Base: "insert")),
        new("groups", "with 200 group rules and without", RulesAndUsersFile, new(Floor), new("first"), new("none"), new("groups-first", Base: "first"), new("groups-none", Base: "none")),
    ];

    public void Run(Workplace place, int rows, int rounds)
    {
        Prepare(place, rows);
        var readings = Steps.ToDictionary(step => step.Measurement, _ => new List<Reading>());
        for (var round = 0; round < rounds; round++)
        {
            place.Clear();
            foreach (var step in Steps)
                readings[step.Measurement].Add(MeasuringProcess.Run(step.Measurement, place));
        }

        foreach (var step in Steps)
            ResultOf(step, rows, readings).Print();
    }

    private Result ResultOf(Step step, int rows, Dictionary<string, List<Reading>> readings)
    {
        var result = Result.Of(Name, step.Measurement, rows, readings[step.Measurement]);
        if (step.Base is { } other)
            result = result with { Base = other, TimesBase = Ratio(step.Measurement, other) };
        if (step.Measurement != Floor && readings.TryGetValue(Floor, out var floor))
            result = result with { FloorSeconds = Math.Round(Result.SecondsOf(floor), 3), TimesFloor = Ratio(step.Measurement, Floor) };
        return result;

        double Ratio(string measurement, string to) => Math.Round(Result.SecondsOf(readings[measurement]) / Result.SecondsOf(readings[to]), 2);
    }

    private static void UsersFile(Workplace place, int rows) => UsersFileGenerator.Write(place.Users, rows, changed: false);

    private static void BothUsersFiles(Workplace place, int rows)
    {
        UsersFile(place, rows);
        UsersFileGenerator.Write(place.Changed, rows, changed: true);
    }

    private static void RulesAndUsersFile(Workplace place, int rows)
    {
        UsersFile(place, rows);
        GroupRulesGenerator.Write(place.Folder);
    }
}
