using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using HrisConnector.Benchmarks.Measuring;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;

namespace HrisConnector.Benchmarks.Files;

/// <summary>A connector with a long history: entries alone for most of it, and newest a month of real runs with their logs.</summary>
internal static class HistoryGenerator
{
    /// <summary>The runs that have logs.</summary>
    public const int Logged = 30;

    /// <summary>Makes it, beside its configuration file.</summary>
    /// <param name="place">Where. The users files of the real runs are there.</param>
    /// <param name="runs">How many runs it has.</param>
    /// <param name="lines">How many lines those files have.</param>
    public static void Write(Workplace place, int runs, int lines)
    {
        File.WriteAllText(place.HistoryConfiguration, JsonSerializer.Serialize(new { dataPath = Path.Combine(place.Folder, "history") }));
        var configuration = ConnectorConfiguration.Load(place.HistoryConfiguration);
        WriteEntries(configuration, Math.Max(0, runs - Logged), lines);
        var connector = new Connector(configuration);
        for (var day = 0; day < Logged; day++)
        {
            var file = SourceFile.AtPath(day % 2 == 0 ? place.Users : place.Changed);
            var result = connector.SyncAsync(file, new SyncOptions(), new DeafObserver(), CancellationToken.None).GetAwaiter().GetResult();
            if (result.Sync.Status != HrisSyncStatus.Success)
                throw new InvalidOperationException("A run of the history failed.");
        }
    }

    /// <summary>The runs that have logs, newest first.</summary>
    public static HrisSync[] LoggedRuns(Workplace place) =>
        new Connector(ConnectorConfiguration.Load(place.HistoryConfiguration)).GetRuns(new RunQuery(Last: Logged)).ToArray();

    private static void WriteEntries(ConnectorConfiguration configuration, int count, int lines)
    {
        using var store = ConnectorStore.Open(configuration.StorePath);
        var history = new RunHistory(store, configuration.Connector);
        using var transaction = store.Begin();
        for (var i = 0; i < count; i++)
        {
            var sync = history.Begin("users.csv", DateTime.UtcNow.Date.AddDays(i - count - Logged));
            sync.Status = i % 20 == 0 ? HrisSyncStatus.Error : HrisSyncStatus.Success;
            sync.Logs = i % 20 == 0 ? ["File is empty"] : [];
            sync.EndDate = sync.StartDate.AddSeconds(30);
            sync.Lines = sync.Unchanged = lines;
            sync.JsonLogPath = $"{sync.Id:D6}_users.csv.json";
            sync.CsvLogPath = $"{sync.Id:D6}_users.csv.csv";
            history.Save(sync);
        }

        transaction.Commit();
    }
}
