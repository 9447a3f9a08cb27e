namespace HrisConnector.Benchmarks.Measuring;

/// <summary>A script for the real engine.</summary>
/// <param name="Timed">What is measured; its last value says whether it did what it was to do.</param>
/// <param name="Before">What comes before the clock runs.</param>
internal sealed record ShellScript(string Timed, string Before = "");
