using System;
using System.Collections.Generic;
using HrisConnector.Benchmarks.Files;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>What can be measured in the real engine, by name. The clock runs inside the process, so neither its start nor the import of the module
/// counts; the first use of a cmdlet does.</summary>
internal static class ShellScripts
{
    /// <summary>Where <c>Import-Csv</c> is, because the shell does not bring it along: the path of <c>Microsoft.PowerShell.Commands.Utility.dll</c>.</summary>
    public const string UtilityVariable = "HRIS_POWERSHELL_UTILITY";

    public static readonly IReadOnlyDictionary<string, Func<Workplace, ShellScript>> All = new Dictionary<string, Func<Workplace, ShellScript>>(StringComparer.Ordinal)
    {
        ["runs"] = place => new($"@(Get-HrisSync -Configuration '{place.HistoryConfiguration}').Count -ge {HistoryGenerator.Logged}"),
        ["export"] = place => new(
            $"$runs | Export-HrisSyncLog -DestinationPath '{place.Data("export.zip")}' > $null; $?",
            $"$runs = @(Get-HrisSync -Configuration '{place.HistoryConfiguration}' -Last {HistoryGenerator.Logged})"),
        ["test-csv"] = place => new($"(Test-HrisCsv -LiteralPath '{place.Users}').IsValid"),
        // Nothing is kept of its objects: a script that keeps them waits longer.
        ["import-csv"] = place => new(
            $"Import-Csv -LiteralPath '{place.Users}' > $null; $?",
            $$"""
            if (-not $env:{{UtilityVariable}}) { throw 'The shell has no Import-Csv: let {{UtilityVariable}} name Microsoft.PowerShell.Commands.Utility.dll of a PowerShell 7.' }
            Import-Module $env:{{UtilityVariable}}
            """),
    };

    /// <summary>A script with the clock around it, which prints the reading.</summary>
    public static string WithClock(ShellScript script) => $$"""
        $ErrorActionPreference = 'Stop'
        {{script.Before}}
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $before = $process.TotalProcessorTime
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $done = & { {{script.Timed}} }
        $clock.Stop()
        $process.Refresh()
        if (-not $done) { throw 'The script did not do what it was to do.' }
        '{"Seconds":' + $clock.Elapsed.TotalSeconds + ',"ProcessorSeconds":' + ($process.TotalProcessorTime - $before).TotalSeconds + ',"PeakBytes":' + $process.PeakWorkingSet64 + '}'
        """;
}
