using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>
/// A connector that two days have filled, and the file of the third day, in which everything happens that can happen to a line. Each
/// case gets a copy. There are more changes than one batch holds.
/// </summary>
public sealed class CrashScene : IAsyncLifetime
{
    public const string ConfigurationName = "hris.json";

    private const string Header = TestConnector.Header + ",Cost center,Hire date";

    private const string Json = """
        { "missingUsers": "archive", "protectedUsers": ["U77"], "columns": {},
          "customFields": [ { "column": "Cost center", "name": "costCenter", "type": "string", "authorizedValues": ["100", "200"] },
                            { "column": "Hire date", "name": "hireDate", "type": "date" } ],
          "groups": { "rulesFile": "rules.csv", "default": "Guests" },
        """ + GroupFixture.Groups + " }";

    private readonly TestConnector _start = new(Json);
    private readonly TestConnector _undisturbed = new(Json);

    /// <summary>What is there after an undisturbed run.</summary>
    internal string Expected { get; private set; } = "";

    /// <summary>The logs of an undisturbed run.</summary>
    internal string ExpectedLogs { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _start.SetRules("1,Company/Sales/France,organization,equals,Sales", "2,Company/Board,organization,equals,Board", "2,Company/Board,title,isNotEmpty,", "3,Company/Sales,Cost center,equals,200");
        _start.Write(ConfigurationName, Json.Insert(1, "\"dataPath\": \"data\","));
        await SyncAsync(FirstDay("Active"));
        await SyncAsync(FirstDay("Inactive"));
        await _start.AddAccountAsync("L1@example.org");
        await _start.AddAccountAsync("L2@example.org");
        _start.Write("users.csv", ThirdDay());

        Copy(_start.Folder, _undisturbed.Folder);
        var run = await _undisturbed.RunAsync(FileOf(_undisturbed));
        Assert.Null(run.Error);
        Expected = StateOf(_undisturbed);
        ExpectedLogs = LogsOf(run.Sync);
        Assert.True(run.Sync is { Created: > 30, Updated: > 1000, Archived: > 15, Duplicate: > 1, Ignored: > 2, Unchanged: > 50, NoGroupsMatch: > 3 }, ExpectedLogs[..400]);
    }

    public ValueTask DisposeAsync()
    {
        _start.Dispose();
        _undisturbed.Dispose();
        return default;
    }

    /// <summary>A connector that stands before the third day.</summary>
    internal TestConnector Copy()
    {
        var connector = new TestConnector(Json);
        Copy(_start.Folder, connector.Folder);
        return connector;
    }

    /// <summary>The file of the third day.</summary>
    internal static string FileOf(TestConnector connector) => Path.Combine(connector.Folder, "users.csv");

    /// <summary>All that a connector knows but its history.</summary>
    internal static string StateOf(TestConnector connector) => string.Join(
        "\n--\n",
        StoreFile.Directory(connector),
        StoreFile.Dump(connector, "SELECT id, name FROM custom_field ORDER BY id"),
        StoreFile.Dump(connector, "SELECT * FROM user_group ORDER BY id"),
        StoreFile.Dump(connector, "SELECT key, user_id, hex(fingerprint), state, given_groups, change FROM ledger ORDER BY key"),
        StoreFile.Dump(connector, "SELECT * FROM managed_group ORDER BY 1"),
        StoreFile.Dump(connector, "SELECT COUNT(*) FROM unlogged_run"));

    /// <summary>Both logs of a run without its times.</summary>
    internal static string LogsOf(HrisSync sync) =>
        Regex.Replace(File.ReadAllText(sync.JsonLogPath!), "\"(start|end)Date\": \"[^\"]*\"", "") + "\n--\n" + File.ReadAllText(sync.CsvLogPath!);

    /// <summary>The files of a connector, without SQLite's own that come and go.</summary>
    internal static IReadOnlyList<string> FilesOf(TestConnector connector) =>
        [.. Directory.EnumerateFileSystemEntries(connector.Configuration.StorePath, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(connector.Configuration.StorePath, path)).Where(path => path is not ("store.db-wal" or "store.db-shm"))
            .Order(StringComparer.Ordinal)];

    /// <summary>The durable steps of an undisturbed run in a process of its own.</summary>
    internal async Task<IReadOnlyList<DurableStep>> StepsAsync()
    {
        using var connector = Copy();
        var steps = await Strace.StepsAsync(connector, FileOf(connector), TestContext.Current.CancellationToken);
        Assert.Equal(Expected, StateOf(connector)); // the child does what the test's own process does
        Assert.True(steps.Count > 100, $"only {steps.Count} durable steps were seen");
        return steps;
    }

    /// <summary>Runs again: the connector stands then as after one undisturbed run, and its logs are those of one.</summary>
    internal async Task CheckNextRunAsync(TestConnector connector)
    {
        var before = connector.Connector.GetRuns(new()).First();
        var wasDone = before.Status != HrisSyncStatus.Error && before.Id == 3;
        var next = await connector.RunAsync(FileOf(connector));

        Assert.Null(next.Error);
        Assert.Equal(Expected, StateOf(connector));
        Assert.Equal(ExpectedLogs, LogsOf(wasDone ? before : next.Sync));
        if (wasDone)
            Assert.Equal(0, next.Sync.Created + next.Sync.Updated + next.Sync.Archived);
        var logs = connector.Connector.GetRuns(new()).SelectMany(run => new[] { run.JsonLogPath, run.CsvLogPath }).OfType<string>()
            .Select(path => Path.Combine("logs", Path.GetFileName(path)));
        Assert.Equal([.. logs.Concat(["logs", "run.lock", "store.db", "work"]).Order(StringComparer.Ordinal)], FilesOf(connector));
    }

    private async Task SyncAsync(string text)
    {
        var path = _start.Write("before.csv", text);
        var result = await _start.RunAsync(path, force: true);
        Assert.Null(result.Error);
    }

    // R1 to R5 leave on the second day.
    private static string FirstDay(string statusOfR) => Header + "\n" + string.Concat(
        Enumerable.Range(1, 1150).Select(i => User(i, "Clerk")).Concat(Enumerable.Range(1, 5).Select(i => Line($"R{i}", status: statusOfR) + ",,\n")));

    private static string ThirdDay() => Header + "\n" + string.Concat(
    [
        .. Enumerable.Range(1, 30).Select(i => Line($"N{i}", manager: i < 30 ? $"N{i + 1}" : "U1") + ",100,2026-01-31\n"), // new, their managers below
        Line("L1") + ",100,\n", Line("L2") + ",,\n", // accounts that are there
        .. Enumerable.Range(1, 5).Select(i => Line($"R{i}", title: "Back") + ",200,\n"), // come back
        .. Enumerable.Range(1, 80).Select(i => User(i, "Clerk")), // as before
        .. Enumerable.Range(81, 1010).Select(i => User(i, "Senior clerk")), // 81 to 1090: promoted
        .. Enumerable.Range(1091, 10).Select(i => Line($"U{i}", status: "Inactive") + ",,\n"), // leave
        // 1101 to 1110 are missing
        .. Enumerable.Range(1111, 20).Select(i => Line($"U{i}") + ",300,\n"), // a custom field that is not authorized, no rule
        .. Enumerable.Range(1131, 20).Select(i => Line($"U{i}", language: "xx", manager: "nobody", email: $"new{i}@example.org") + ",200,soon\n"),
        Line("F1", email: "not an address") + ",,\n", Line("F2", first: "", last: "") + ",,\n", Line("F3", status: "Perhaps") + ",,\n",
        Line("D1", email: "d1@example.org") + ",,\n", Line("d1", email: "d2@example.org") + ",,\n", Line("D3", email: "U1@example.org") + ",,\n",
    ]);

    private static string User(int i, string title) =>
        $"U{i},U{i}@example.org,First,Last,Active,{title},{(i % 3) switch { 0 => "Sales", 1 => "Board", _ => "Stock" }},fr,{(i > 10 ? "U" + (i % 10 + 1) : "")},,,{(i % 2 == 0 ? "100" : "200")},2020-02-0{i % 9 + 1}\n";

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
