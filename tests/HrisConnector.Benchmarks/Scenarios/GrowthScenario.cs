using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.Benchmarks.Files;
using HrisConnector.Benchmarks.Measuring;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>How time and memory grow with the file: the same measurements on files of several sizes, in turn. The first load of each size is made once.</summary>
internal sealed record GrowthScenario(string Name, string About) : Scenario(Name, About)
{
    private const string First = "first";
    private static readonly string[] Repeated = ["check", "none"];
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 5_000_000];

    public override void Run(Workplace place, Arguments arguments)
    {
        var sizes = SizesUpTo(arguments.Max ?? Sizes[^1]);
        var readings = sizes.ToDictionary(size => size, _ => Repeated.Prepend(First).ToDictionary(name => name, _ => new List<Reading>()));
        foreach (var size in sizes)
        {
            var own = PlaceOf(place, size);
            UsersFileGenerator.Write(own.Users, size, changed: false);
            own.Clear();
            readings[size][First].Add(MeasuringProcess.Run(First, own));
        }

        for (var round = 0; round < arguments.Runs; round++)
        {
            foreach (var size in sizes)
            {
                foreach (var name in Repeated)
                    readings[size][name].Add(MeasuringProcess.Run(name, PlaceOf(place, size)));
            }
        }

        foreach (var name in Repeated.Prepend(First))
        {
            for (var i = 0; i < sizes.Length; i++)
                ResultOf(name, sizes, i, size => readings[size][name]).Print();
        }
    }

    private Result ResultOf(string name, int[] sizes, int i, Func<int, List<Reading>> readings)
    {
        var result = Result.Of(Name, name, sizes[i], readings(sizes[i]));
        return i == 0 ? result : result with
        {
            TimesSmaller = Result.Ratio(readings(sizes[i]), readings(sizes[i - 1])),
            TimesRows = sizes[i] / (double)sizes[i - 1],
            BytesPerRow = Math.Round((Result.PeakOf(readings(sizes[i])) - Result.PeakOf(readings(sizes[0]))) / (double)(sizes[i] - sizes[0]), 1),
        };
    }

    // A limit below the second size still gives two, so that there is something to compare.
    private static int[] SizesUpTo(int max)
    {
        var sizes = Sizes.Where(size => size <= max).ToArray();
        return sizes.Length > 1 ? sizes : [Math.Max(1, max / 10), max];
    }

    private static Workplace PlaceOf(Workplace place, int size) =>
        new(Directory.CreateDirectory(Path.Combine(place.Folder, size.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName);
}
