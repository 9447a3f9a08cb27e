using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.History;

/// <summary>Files of the store are readable by their owner only, whatever the folder's permissions say.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PermissionsTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_a_run_makes_is_its_owners_alone(bool folderOfTheAdmin)
    {
        Assert.SkipUnless(UnixModes.Known, UnixModes.Missing);
        using var connector = Connector();
        if (folderOfTheAdmin)
            Directory.CreateDirectory(connector.Configuration.StorePath, Everybody);
        var seen = new SortedDictionary<string, UnixFileMode>(StringComparer.Ordinal);
        connector.Write(Path.Combine("drop", "users.csv"), TestConnector.Header + "\n" + string.Join('\n', Lines(2500)) + "\n");
        var file = Assert.Single(await connector.FindAsync(TestContext.Current.CancellationToken));
        var observer = new WatchingObserver(_ => Look(connector.Configuration.StorePath, seen));

        var first = await connector.Connector.SyncAsync(file, new SyncOptions(), observer, TestContext.Current.CancellationToken);
        Look(connector.Configuration.StorePath, seen);
        connector.Write(Path.Combine("drop", "users.csv"), "");
        await connector.RunWaitingAsync();
        StoreFile.Execute(connector, $"UPDATE run SET start_date = 1000 WHERE id = {first.Sync.Id}");
        await connector.RunLinesAsync(Lines(1), force: true);
        Look(connector.Configuration.StorePath, seen);

        Assert.Equal(
            [
                "logs", "logs/000001_users.csv.csv", "logs/000001_users.csv.csv.part", "logs/000001_users.csv.json", "logs/000002_users.csv.json", "logs/000003_users.csv.csv",
                "logs/000003_users.csv.json", "logs/maintenance.log", "run.lock", "store.db", "store.db-shm", "store.db-wal", "work", "work/1", "work/1/plan", "work/1/users",
            ],
            seen.Keys);
        foreach (var (name, mode) in seen)
            Assert.Equal((name, IsFolder(name) ? Owner | UnixFileMode.UserExecute : Owner), (name, mode));
        Assert.Equal(folderOfTheAdmin ? Everybody : Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(connector.Configuration.StorePath));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(connector.Folder, "done")));
    }

    private static bool IsFolder(string name) => name is "logs" or "work" or "work/1";

    private static void Look(string folder, SortedDictionary<string, UnixFileMode> seen)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                seen[Path.GetRelativePath(folder, path)] = File.GetUnixFileMode(path);
            }
            catch (FileNotFoundException)
            {
                // It was renamed meanwhile: it is seen under its other name.
            }
        }
    }

    private static TestConnector Connector()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the folder's permissions are inherited.");
        var connector = new TestConnector("""{ "source": { "folder": "drop", "fileName": "*.csv", "afterSync": "archive", "archivePath": "done" }, "logs": { "retentionDays": 30 } }""");
        Directory.CreateDirectory(Path.Combine(connector.Folder, "drop"));
        var lax = File.GetUnixFileMode(connector.Write("lax", "")).HasFlag(UnixFileMode.OtherRead);
        Assert.SkipUnless(lax, "The umask of this process makes every file private.");
        return connector;
    }
}
