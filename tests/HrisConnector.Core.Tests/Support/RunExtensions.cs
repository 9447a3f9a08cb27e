using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using Xunit;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Runs that end with the test.</summary>
internal static class RunExtensions
{
    public static Task<SyncResult> RunAsync(this TestConnector connector, string path, bool full = false, bool force = false, bool preview = false) =>
        connector.SyncAsync(path, full, force, preview, TestContext.Current.CancellationToken);

    public static Task<SyncResult> RunAsync(this TestConnector connector, SourceFile file, bool preview = false) =>
        connector.SyncAsync(file, preview: preview, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Synchronizes the only file that waits in the source.</summary>
    public static async Task<SyncResult> RunWaitingAsync(this TestConnector connector, bool preview = false) =>
        await connector.RunAsync(Assert.Single(await connector.FindAsync(TestContext.Current.CancellationToken)), preview);

    public static Task<SyncResult> RunTextAsync(this TestConnector connector, string text, string name = "users.csv", bool full = false, bool force = false, bool preview = false) =>
        connector.RunAsync(connector.Write(name, text), full, force, preview);

    public static Task<SyncResult> RunBytesAsync(this TestConnector connector, byte[] bytes, string name = "users.csv") =>
        connector.RunAsync(connector.WriteBytes(name, bytes));

    /// <summary>Lines under the default header, with nothing forced.</summary>
    public static Task<SyncResult> RunLinesAsync(this TestConnector connector, IEnumerable<string> lines, bool full = false, bool force = false, bool preview = false) =>
        connector.RunTextAsync(TestConnector.Header + "\n" + string.Join("\n", lines) + "\n", full: full, force: force, preview: preview);

    /// <summary>Synchronizes lines; gives the status and the detail of each.</summary>
    public static async Task<string[]> OutcomesAsync(this TestConnector connector, params string[] lines) =>
        CsvLogFile.Of(await connector.SyncLinesAsync(lines)).Joined;

    /// <summary>Synchronizes a file of the Files folder.</summary>
    public static async Task<CsvLogFile> FileLogAsync(this TestConnector connector, string name)
    {
        var result = await connector.RunAsync(TestConnector.FilePath(name), force: true);
        Assert.Null(result.Error);
        var log = CsvLogFile.Of(result.Sync);
        Assert.Equal(File.ReadAllBytes(TestConnector.FilePath(name)), log.Received);
        return log;
    }

    public static string Line(string id, string? email = null, string first = "First", string last = "Last", string status = "Active", string title = "", string language = "", string manager = "") =>
        $"{id},{email ?? id + "@example.org"},{first},{last},{status},{title},,{language},{manager},,";

    public static string[] Lines(int count, string prefix = "U") => [.. Enumerable.Range(1, count).Select(i => Line($"{prefix}{i}"))];
}
