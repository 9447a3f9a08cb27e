using System;
using System.IO;
using System.Threading.Tasks;
using HrisConnector.Benchmarks.Files;
using HrisConnector.Benchmarks.Measuring;

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

        if (Arguments.TryParse(args, out var problem) is not { } arguments)
        {
            Console.Error.WriteLine(problem);
            Console.Error.WriteLine(Arguments.Usage);
            return 64;
        }

        foreach (var scenario in arguments.Scenarios)
        {
            var work = Directory.CreateTempSubdirectory("hris-benchmark-").FullName;
            try
            {
                scenario.Run(new Workplace(work), arguments);
            }
            catch (MeasurementException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
            finally
            {
                Directory.Delete(work, recursive: true);
            }
        }

        return 0;
    }
}
