using System.Collections.Generic;
using System.Linq;
using HrisConnector.Benchmarks.Files;
using HrisConnector.Benchmarks.Measuring;

namespace HrisConnector.Benchmarks.Scenarios;

/// <summary>The scenarios.</summary>
internal static class Catalogue
{
    private const string Floor = "floor";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new RoundsScenario("check", "what Test-HrisCsv does", 1_000_000, UsersFile,
            new(Floor),
            new("check") { Floor = Floor }),
        new RoundsScenario("sync", "first load, no change, 1 % changed", 1_000_000, BothUsersFiles,
            new(Floor),
            new("first") { Floor = Floor, Base = "insert" },
            new("insert"),
            new("none") { Floor = Floor },
            new("changed") { Floor = Floor, Base = "none" }),
        new RoundsScenario("insert", "a first load beside bare inserts of its rows, by SQLite's own functions and by the provider's", 1_000_000, UsersFile,
            new("first") { Base = "insert" },
            new("insert"),
            new("insert-provider") { Base = "insert" }),
        new RoundsScenario("groups", "with 200 group rules and without", 1_000_000, RulesAndUsersFile,
            new(Floor),
            new("first") { Floor = Floor },
            new("none") { Floor = Floor },
            new("groups-first") { Floor = Floor, Base = "first" },
            new("groups-none") { Floor = Floor, Base = "none" }),
        new GrowthScenario("growth", "check and no change from 10,000 rows to 5 million (--max)"),
        .. Build.Shell is null ? [] : OfTheEngine,
    ];

    private static IEnumerable<Scenario> OfTheEngine =>
    [
        new RoundsScenario("pipeline", "Get-HrisSync over half as many runs as rows (20,000), Export-HrisSyncLog of 30 runs with logs of so many lines", 20_000, History,
            new("runs-core") { Count = Runs },
            new("runs") { Count = Runs, Base = "runs-core" },
            new("zip") { Count = LoggedLines },
            new("export-core") { Count = LoggedLines, Floor = "zip" },
            new("export") { Count = LoggedLines, Floor = "zip" }),
        new RoundsScenario("import", $"Import-Csv beside Test-HrisCsv in the shell, 100,000 rows; {ShellScripts.UtilityVariable} names the assembly of Import-Csv", 100_000, UsersFile,
            new("test-csv"),
            new("import-csv") { Base = "test-csv" }),
    ];

    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    private static long Runs(int rows) => rows / 2;

    private static long LoggedLines(int rows) => (long)rows * HistoryGenerator.Logged;

    private static void UsersFile(Workplace place, int rows) => UsersFileGenerator.Write(place.Users, rows, changed: false);

    private static void BothUsersFiles(Workplace place, int rows)
    {
        UsersFile(place, rows);
        UsersFileGenerator.Write(place.Changed, rows, changed: true);
    }

    private static void RulesAndUsersFile(Workplace place, int rows)
    {
        UsersFile(place, rows);
        GroupRulesGenerator.Write(place);
    }

    private static void History(Workplace place, int rows)
    {
        BothUsersFiles(place, rows);
        HistoryGenerator.Write(place, (int)Runs(rows), rows);
    }
}
