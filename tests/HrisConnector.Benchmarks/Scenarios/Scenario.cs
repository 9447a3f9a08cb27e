using HrisConnector.Benchmarks.Files;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>Something that the command line names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it measures, for the usage text.</param>
internal abstract record Scenario(string Name, string About)
{
    /// <summary>Measures, and prints a line for each result.</summary>
    public abstract void Run(Workplace place, Arguments arguments);
}
