using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>docs/performance.md: every figure can be measured again. Here on files of a few lines, and no time is judged.</summary>
public sealed class BenchmarkTests
{
    [Theory]
    [InlineData("check", "floor", "check")]
    [InlineData("sync", "floor", "first", "insert", "none", "changed")]
    [InlineData("insert", "first", "insert", "insert-provider")]
    [InlineData("groups", "floor", "first", "none", "groups-first", "groups-none")]
    [InlineData("pipeline", "runs-core", "runs", "zip", "export-core", "export")]
    public async Task A_scenario_prints_a_line_for_each_measurement(string scenario, params string[] measurements)
    {
        var lines = await MeasureAsync(Built.Benchmarks, scenario, "--rows", "200", "--runs", "1");

        Assert.Equal(measurements, lines.Select(line => Text(line, "measurement")));
        Assert.All(lines, line => Assert.True(Text(line, "scenario") == scenario && Text(line, "core") == "net8.0"));
        Assert.All(lines, IsMeasured);
        foreach (var line in lines)
        {
            // What it is a ratio to is measured in the same run.
            Assert.Equal(line.TryGetProperty("base", out var other), line.TryGetProperty("timesBase", out _));
            if (other.ValueKind != JsonValueKind.Undefined)
                Assert.Contains(other.GetString(), measurements);
            Assert.Equal(line.TryGetProperty("floorSeconds", out _), line.TryGetProperty("timesFloor", out _));
        }
    }

    [Fact]
    public async Task Growth_compares_each_size_with_the_one_before()
    {
        var lines = await MeasureAsync(Built.Benchmarks, "growth", "--max", "500", "--runs", "1");

        Assert.Equal(
            ["first 50", "first 500", "check 50", "check 500", "none 50", "none 500"],
            lines.Select(line => $"{Text(line, "measurement")} {line.GetProperty("rows").GetInt64()}"));
        Assert.All(lines, IsMeasured);
        Assert.All(lines, line => Assert.Equal(line.GetProperty("rows").GetInt64() == 500, line.TryGetProperty("timesSmaller", out _)));
    }

    [Fact]
    public async Task The_build_for_Windows_PowerShell_is_measured_beside_the_other_one()
    {
        var lines = await MeasureAsync(Built.DesktopBenchmarks, "check", "--rows", "200", "--runs", "1");

        Assert.Equal(["floor", "check"], lines.Select(line => Text(line, "measurement")));
        Assert.All(lines, line => Assert.True(Text(line, "core") == "netstandard2.0" && line.GetProperty("timesNet8").GetDouble() > 0));
    }

    [Fact]
    public async Task Test_HrisCsv_is_measured_and_without_Import_Csv_the_scenario_says_what_is_missing()
    {
        var (code, _, error) = await RunAsync(Built.Benchmarks, "import", "--rows", "200", "--runs", "1");

        Assert.Equal(1, code);
        Assert.Contains("HRIS_POWERSHELL_UTILITY", error, StringComparison.Ordinal);
        Assert.Contains("'import-csv' failed", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chekc")]
    [InlineData("check", "--rows", "many")]
    [InlineData("check", "--rows")]
    public async Task A_bad_command_line_is_answered_with_the_list_of_scenarios(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(Built.Benchmarks, arguments);

        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.All((string[])["check", "sync", "insert", "groups", "growth", "pipeline", "import"], name => Assert.Contains($"  {name} ", error, StringComparison.Ordinal));
    }

    private static void IsMeasured(JsonElement line)
    {
        Assert.All((string[])["rows", "seconds", "processorSeconds", "rowsPerSecond", "peakMegabytes"], field => Assert.True(line.GetProperty(field).GetDouble() > 0, field));
    }

    private static string Text(JsonElement line, string field) => line.GetProperty(field).GetString()!;

    private static async Task<IReadOnlyList<JsonElement>> MeasureAsync(string benchmarks, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(benchmarks, arguments);
        Assert.True(code == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToArray();
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string benchmarks, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [benchmarks, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("HRIS_POWERSHELL_UTILITY");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
