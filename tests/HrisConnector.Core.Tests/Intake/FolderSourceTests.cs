using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>behaviour.md §2: which files of the folder are taken, in which order, and what becomes of them.</summary>
public sealed class FolderSourceTests
{
    private static readonly string Text = TestConnector.Header + "\n" + Line("A") + "\n";

    [Fact]
    public async Task Csv_and_tsv_files_of_the_default_name_are_taken_oldest_first_and_half_uploaded_ones_are_not()
    {
        using var connector = new TestConnector("""{ "source": { "folder": "." } }""");
        string[] taken = ["hris-360learning.csv", "hris-360learning.2.tsv", "hris-360learning.1.csv", "hris-360learning.b.CSV"];
        foreach (var name in taken.Concat(["hris-360learning.csv.part", "hris-360learning.csv.filepart", "hris-360learning.tmp", "hris-360learning.csv.crdownload", ".hris-360learning.csv", "hris-360learning.csvx", "hris-360learning.txt", "other.csv", "xhris-360learning.csv"]))
            File.SetLastWriteTimeUtc(connector.Write(name, Text), new DateTime(2024, 1, name.Contains('2', StringComparison.Ordinal) ? 1 : 2, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(["hris-360learning.2.tsv", "hris-360learning.1.csv", "hris-360learning.b.CSV", "hris-360learning.csv"], (await connector.FindAsync(TestContext.Current.CancellationToken)).Select(file => file.Name));
        Assert.Equal(["hris-360learning.csv"], Connector.SelectFiles([Path.Combine(connector.Folder, "hris-360learning.csv.PART"), Path.Combine(connector.Folder, "hris-360learning.csv")]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("users.csv", "users.csv")]
    [InlineData("users-?.csv", "users-1.csv")]
    [InlineData("*.csv", "users-1.csv users-10.csv users.csv")]
    public async Task One_configured_name_or_wildcard_chooses_the_files(string pattern, string expected)
    {
        using var connector = new TestConnector($$"""{ "source": { "folder": "drop", "fileName": "{{pattern}}" } }""");
        Directory.CreateDirectory(Path.Combine(connector.Folder, "drop"));
        foreach (var name in new[] { "users.csv", "users-1.csv", "users-10.csv", "users.csvx", "users.tsv" })
            connector.Write(Path.Combine("drop", name), Text);

        Assert.Equal(expected.Split(' '), (await connector.FindAsync(TestContext.Current.CancellationToken)).Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_source_that_is_missing_or_not_configured_is_an_error()
    {
        using var connector = new TestConnector("""{ "source": { "folder": "nowhere" } }""");

        Assert.Equal(HrisErrors.SourceNotFound, (await Assert.ThrowsAsync<HrisException>(() => connector.FindAsync(TestContext.Current.CancellationToken))).Error);
        connector.Reconfigure("{}");
        Assert.Equal(HrisErrors.SourceNotConfigured, (await Assert.ThrowsAsync<HrisException>(() => connector.FindAsync(TestContext.Current.CancellationToken))).Error);
    }

    [Theory]
    [InlineData("leave", true, 0)]
    [InlineData("delete", false, 0)]
    [InlineData("archive", false, 1)]
    public async Task A_synchronized_file_is_left_deleted_or_archived(string afterSync, bool stays, int archived)
    {
        using var connector = Source(afterSync);
        var path = connector.Write(Path.Combine("drop", "users.csv"), Text);

        await connector.RunWaitingAsync();

        Assert.Equal(stays, File.Exists(path));
        Assert.Equal(archived, Archive(connector).Length);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("archive")]
    public async Task A_file_that_failed_or_was_previewed_or_was_given_by_path_stays(string afterSync)
    {
        using var connector = Source(afterSync);
        var path = connector.Write(Path.Combine("drop", "users.csv"), Text);
        await connector.RunAsync(path);
        Assert.True(File.Exists(path));

        await connector.RunWaitingAsync(preview: true);
        File.WriteAllText(path, "");
        await connector.RunWaitingAsync();

        Assert.True(File.Exists(path));
        Assert.Empty(Archive(connector));
    }

    [Fact]
    public async Task The_archive_never_loses_a_file_to_another_of_the_same_name()
    {
        using var connector = Source("archive");
        for (var day = 0; day < 5; day++)
        {
            connector.Write(Path.Combine("drop", "users.csv"), Text + $"D{day},d{day}@x.org,A,B,Active,,,,,,\n");
            await connector.RunWaitingAsync();
        }

        Assert.Equal(5, Archive(connector).Select(File.ReadAllText).Distinct().Count());
        Assert.All(Archive(connector), path => Assert.EndsWith("users.csv", path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("archive")]
    public async Task A_new_delivery_that_arrives_during_the_run_is_not_put_away_unread(string afterSync)
    {
        using var connector = Source(afterSync);
        var path = connector.Write(Path.Combine("drop", "users.csv"), Text);
        var file = Assert.Single(await connector.FindAsync(TestContext.Current.CancellationToken));
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Writing logs")
                File.WriteAllText(path, Text + Line("NEW") + "\n");
        });

        await connector.Connector.SyncAsync(file, new SyncOptions(), observer, TestContext.Current.CancellationToken);

        Assert.True(File.Exists(path), "the file that nobody has read yet is gone");
        Assert.Contains("NEW", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_as_long_as_a_file_system_takes_can_be_archived()
    {
        using var connector = Source("archive");
        connector.Write(Path.Combine("drop", new string('é', 124) + ".csv"), Text);

        await connector.RunWaitingAsync();

        Assert.EndsWith("éé.csv", Assert.Single(Archive(connector)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archived_files_older_than_configured_are_deleted()
    {
        using var connector = new TestConnector("""{ "source": { "folder": "drop", "fileName": "*.csv", "afterSync": "archive", "archivePath": "done", "retentionDays": 30 } }""");
        Directory.CreateDirectory(Path.Combine(connector.Folder, "drop"));
        connector.Write(Path.Combine("drop", "users.csv"), Text);
        await connector.RunWaitingAsync();
        var archived = Assert.Single(Archive(connector));
        File.Move(archived, Path.Combine(Path.GetDirectoryName(archived)!, DateTime.UtcNow.AddDays(-31).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + "_users.csv"));

        connector.Write(Path.Combine("drop", "users.csv"), Text);
        await connector.RunWaitingAsync();

        Assert.StartsWith(DateTime.UtcNow.ToString("yyyyMM", CultureInfo.InvariantCulture), Path.GetFileName(Assert.Single(Archive(connector))), StringComparison.Ordinal);
    }

    private static TestConnector Source(string afterSync)
    {
        var connector = new TestConnector($$"""{ "source": { "folder": "drop", "fileName": "*.csv", "afterSync": "{{afterSync}}", "archivePath": "done" } }""");
        Directory.CreateDirectory(Path.Combine(connector.Folder, "drop"));
        return connector;
    }

    // Wherever a relative archive path leads: see ConfigurationTests for where it should.
    private static string[] Archive(TestConnector connector) =>
        [.. Directory.EnumerateFiles(connector.Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "done")];
}
