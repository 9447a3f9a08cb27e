using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using HrisConnector.Core;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;

namespace HrisConnector.Benchmarks;

/// <summary>One measurement, alone in its process: prints seconds and peak memory as a line of JSON.</summary>
internal static class Measurement
{
    public static async Task<int> RunAsync(string name, string folder)
    {
        var users = Path.Combine(folder, "users.csv");
        var clock = Stopwatch.StartNew();
        switch (name)
        {
            case "floor":
                SpanPass(users);
                break;
            case "check":
                var report = CsvCheck.Check(users, new ConnectorConfiguration(), new Deaf(), CancellationToken.None);
                Require(report.IsValid, "the generated file is valid");
                break;
            case "first":
                await SyncAsync(users, Plain(folder), sync => sync.Created == sync.Lines);
                break;
            case "none":
                await SyncAsync(users, Plain(folder), sync => sync.Unchanged == sync.Lines);
                break;
            case "changed":
                await SyncAsync(Path.Combine(folder, "changed.csv"), Plain(folder), sync => sync.Updated == sync.Lines / 100);
                break;
            case "groups-first":
                await SyncAsync(users, GroupRulesGenerator.Configuration(folder), sync => sync.Created == sync.Lines);
                break;
            case "groups-none":
                await SyncAsync(users, GroupRulesGenerator.Configuration(folder), sync => sync.Unchanged == sync.Lines);
                break;
            default:
                return 1;
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new { seconds = clock.Elapsed.TotalSeconds, peak = process.PeakWorkingSet64 }));
        return 0;
    }

    /// <summary>The floor: CsvHelper's spans over every field of the file.</summary>
    private static void SpanPass(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' }, leaveOpen: true);
        var bytes = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                bytes += reader.GetSpan(i).Length;
        }

        Require(bytes > 0, "the file has fields");
    }

    private static async Task SyncAsync(string path, ConnectorConfiguration configuration, Func<HrisSync, bool> expected)
    {
        var connector = new Connector(configuration);
        var result = await connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), new Deaf(), CancellationToken.None);
        Require(result.Error is null && result.Sync.Status == HrisSyncStatus.Success && expected(result.Sync), "the run does what the scenario says");
    }

    private static ConnectorConfiguration Plain(string folder) => new() { DataPath = Path.Combine(folder, "data") };

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"Not so: {what}.");
    }

    private sealed class Deaf : ISyncObserver
    {
        public void Progress(string activity, string status, int percent)
        {
        }

        public void Warn(string message)
        {
        }

        public void Verbose(string message)
        {
        }
    }
}
