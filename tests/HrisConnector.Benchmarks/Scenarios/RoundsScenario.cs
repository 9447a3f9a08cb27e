using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Benchmarks.Files;
using HrisConnector.Benchmarks.Measuring;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>Measurements that are made in turn, round by round, so that what slows the machine down for a while slows them all; the medians count. A
/// build other than the reference is measured beside it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it measures.</param>
/// <param name="Rows">The number of rows unless another is given.</param>
/// <param name="Prepare">Makes the files.</param>
/// <param name="Steps">The measurements, in their order: a later one goes on with what an earlier one has left.</param>
internal sealed record RoundsScenario(string Name, string About, int Rows, Action<Workplace, int> Prepare, params Step[] Steps) : Scenario(Name, About)
{
    private readonly Dictionary<string, List<Reading>> _readings = Steps.ToDictionary(step => step.Measurement, _ => new List<Reading>());
    private readonly Dictionary<string, List<Reading>> _reference = Steps.ToDictionary(step => step.Measurement, _ => new List<Reading>());

    public override void Run(Workplace place, Arguments arguments)
    {
        var rows = arguments.Rows ?? Rows;
        Prepare(place, rows);
        for (var round = 0; round < arguments.Runs; round++)
        {
            place.Clear();
            foreach (var step in Steps)
            {
                _readings[step.Measurement].Add(MeasuringProcess.Run(step.Measurement, place));
                if (Build.Reference is { } program)
                    _reference[step.Measurement].Add(MeasuringProcess.RunIn(program, step.Measurement, place));
            }
        }

        foreach (var step in Steps)
            ResultOf(step, rows).Print();
    }

    private Result ResultOf(Step step, int rows)
    {
        var readings = _readings[step.Measurement];
        var result = Result.Of(Name, step.Measurement, step.Count(rows), readings);
        if (step.Base is { } other)
            result = result with { Base = other, TimesBase = Result.Ratio(readings, _readings[other]) };
        if (step.Floor is { } floor)
            result = result with { FloorSeconds = Math.Round(Result.SecondsOf(_readings[floor]), 3), TimesFloor = Result.Ratio(readings, _readings[floor]) };
        return Build.Reference is null ? result : result with { TimesNet8 = Result.Ratio(readings, _reference[step.Measurement]) };
    }
}
