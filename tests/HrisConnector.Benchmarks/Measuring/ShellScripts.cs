using System;
using System.Collections.Generic;
using HrisConnector.Benchmarks.Files;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>What can be measured in the real engine, by name: a script whose last value says whether it did what it was to do. The clock runs inside the
/// process, so neither its start nor the import of the module counts; the first use of a cmdlet does.</summary>
internal static class ShellScripts
{
    public static readonly IReadOnlyDictionary<string, Func<Workplace, string>> All = new Dictionary<string, Func<Workplace, string>>(StringComparer.Ordinal)
    {
        ["runs"] = place => $"$runs = @(Get-HrisSync -Configuration '{place.HistoryConfiguration}'); $runs.Count -ge {HistoryGenerator.Logged}",
        ["export"] = place =>
            $"Get-HrisSync -Configuration '{place.HistoryConfiguration}' -Last {HistoryGenerator.Logged} | " +
            $"Export-HrisSyncLog -DestinationPath '{place.Data("export.zip")}' -Force > $null; $?",
        ["test-csv"] = place => $"(Test-HrisCsv -LiteralPath '{place.Users}').IsValid",
        // Nothing is kept of its objects: a script that keeps them waits longer.
        ["import-csv"] = place => $"Import-Csv -LiteralPath '{place.Users}' > $null; $?",
    };

    /// <summary>The script with the clock around it, which prints the reading.</summary>
    public static string Timed(string measurement, Workplace place) => $$"""
        $ErrorActionPreference = 'Stop'
        {{ImportUtility}}
        {{(measurement == "import-csv" ? RequireImportCsv : "")}}
        $process = [Diagnostics.Process]::GetCurrentProcess()
        $before = $process.TotalProcessorTime
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $done = & { {{All[measurement](place)}} }
        $clock.Stop()
        $process.Refresh()
        if (-not $done) { throw 'The script did not do what it was to do.' }
        '{"Seconds":' + $clock.Elapsed.TotalSeconds + ',"ProcessorSeconds":' + ($process.TotalProcessorTime - $before).TotalSeconds + ',"PeakBytes":' + $process.PeakWorkingSet64 + '}'
        """;

    /// <summary>Where <c>Import-Csv</c> is, when the engine does not bring it along: the path of <c>Microsoft.PowerShell.Commands.Utility.dll</c>.</summary>
    public const string UtilityVariable = "HRIS_POWERSHELL_UTILITY";

    private const string ImportUtility = $"if ($env:{UtilityVariable}) {{ Import-Module $env:{UtilityVariable} }}";

    private const string RequireImportCsv =
        $"if (-not (Get-Command Import-Csv -CommandType Cmdlet -ErrorAction Ignore)) {{ throw 'The shell has no Import-Csv: let {UtilityVariable} name Microsoft.PowerShell.Commands.Utility.dll of a PowerShell 7.' }}";
}
