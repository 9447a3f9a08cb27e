using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using HrisConnector.Benchmarks.Files;
using HrisConnector.Benchmarks.Insert;
using HrisConnector.Core;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>What can be measured, by name. Each is alone in its process.</summary>
internal static class Measurements
{
    public static readonly IReadOnlyDictionary<string, Func<Workplace, Clock, Task>> All = new Dictionary<string, Func<Workplace, Clock, Task>>(StringComparer.Ordinal)
    {
        ["floor"] = (place, _) => SpanPass(place.Users),
        ["check"] = (place, _) => Check(place.Users),
        ["first"] = (place, _) => SyncAsync(place.Users, place.Connector(), sync => sync.Created == sync.Lines),
        ["insert"] = (place, clock) => Insert(place, "insert", throughProvider: false, clock),
        ["insert-provider"] = (place, clock) => Insert(place, "insert-provider", throughProvider: true, clock),
        ["none"] = (place, _) => SyncAsync(place.Users, place.Connector(), sync => sync.Unchanged == sync.Lines),
        ["changed"] = (place, _) => SyncAsync(place.Changed, place.Connector(), sync => sync.Updated == sync.Lines / 100),
        ["groups-first"] = (place, _) => SyncAsync(place.Users, GroupRulesGenerator.Configuration(place), sync => sync.Created == sync.Lines),
        ["groups-none"] = (place, _) => SyncAsync(place.Users, GroupRulesGenerator.Configuration(place), sync => sync.Unchanged == sync.Lines),
        ["runs-core"] = (place, _) => FindRuns(place),
        ["zip"] = Zip,
        ["export-core"] = Export,
    };

    /// <summary>The floor of whatever reads a users file: CsvHelper's spans over every field.</summary>
    private static Task SpanPass(string path)
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
        return Task.CompletedTask;
    }

    private static Task Check(string path)
    {
        var report = CsvCheck.Check(path, new ConnectorConfiguration(), new DeafObserver(), CancellationToken.None);
        Require(report.IsValid, "the generated file is valid");
        return Task.CompletedTask;
    }

    private static Task Insert(Workplace place, string into, bool throughProvider, Clock clock)
    {
        new BareInsert(throughProvider).Run(place.Connector().StorePath, place.Connector(into).StorePath, clock);
        return Task.CompletedTask;
    }

    private static Task FindRuns(Workplace place)
    {
        var runs = new Connector(ConnectorConfiguration.Load(place.HistoryConfiguration)).GetRuns(new RunQuery()).ToList();
        Require(runs.Count >= HistoryGenerator.Logged, "the history has the runs");
        return Task.CompletedTask;
    }

    private static Task Export(Workplace place, Clock clock)
    {
        clock.Stop();
        var runs = HistoryGenerator.LoggedRuns(place);
        clock.Start();
        LogExport.Write(runs, place.Data("export-core.zip"), overwrite: true, exact: false, new DeafObserver(), CancellationToken.None);
        return Task.CompletedTask;
    }

    private static Task Zip(Workplace place, Clock clock)
    {
        clock.Stop();
        var files = HistoryGenerator.LoggedRuns(place).SelectMany(run => (string[])[run.JsonLogPath!, run.CsvLogPath!]).ToArray();
        clock.Start();
        PlainZip.Write(files, place.Data("plain.zip"));
        return Task.CompletedTask;
    }

    private static async Task SyncAsync(string path, ConnectorConfiguration configuration, Func<HrisSync, bool> expected)
    {
        var connector = new Connector(configuration);
        var result = await connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(), new DeafObserver(), CancellationToken.None);
        Require(result.Error is null && result.Sync.Status == HrisSyncStatus.Success && expected(result.Sync), "the run does what the scenario says");
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"Not so: {what}.");
    }
}
