using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>behaviour.md §2: what becomes of a synchronized file on a server.</summary>
public sealed class SftpArchiveTests(SshServerFixture fixture) : SftpTests(fixture)
{
    private static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
    private const string Archived = "20260304T050607Z_users.csv";

    [Fact]
    public async Task A_file_is_left_without_a_question()
    {
        Put("users.csv");
        var source = Source();
        var file = await OnlyAsync(source);
        Observer.Messages.Clear();

        Assert.True(await source.FinishAsync(file, file.Stamp, Start, Stop));

        Assert.Empty(Observer.Messages);
        Assert.Equal(["users.csv"], Names());
    }

    [Fact]
    public async Task A_file_is_deleted()
    {
        Put("users.csv");
        Put("other.csv");

        Assert.True(await FinishAsync(Source(afterSync: AfterSync.Delete)));

        Assert.Equal(["other.csv"], Names());
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("./deep/er/archive/")]
    [InlineData("/")]
    public async Task A_file_moves_to_the_archive_which_is_made_when_it_is_missing(string archive)
    {
        Put("users.csv", "users");
        if (archive == "/")
            archive = Folder + "/absolute/archive";

        Assert.True(await FinishAsync(Source(afterSync: AfterSync.Archive, archive: archive)));

        Assert.Empty(Names());
        Assert.Equal("users", File.ReadAllText(Path.Combine(Folder, archive, Archived)));
    }

    [Fact]
    public async Task The_archive_never_loses_a_file_to_another_one()
    {
        foreach (var text in new[] { "one", "two", "three" })
        {
            Put("users.csv", text);
            Assert.True(await FinishAsync(Source(afterSync: AfterSync.Archive)));
        }

        var archive = Path.Combine(Folder, "archive");
        Assert.Equal(
            [("20260304T050607Z-1_users.csv", "two"), ("20260304T050607Z-2_users.csv", "three"), (Archived, "one")],
            Directory.EnumerateFiles(archive).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllText(path))));
    }

    [Theory]
    [InlineData(AfterSync.Delete)]
    [InlineData(AfterSync.Archive)]
    public async Task A_file_that_was_delivered_anew_meanwhile_stays(AfterSync afterSync)
    {
        var path = Put("users.csv");
        var source = Source(afterSync: afterSync);
        var file = await OnlyAsync(source);
        File.WriteAllText(path, "a new delivery");

        Assert.False(await source.FinishAsync(file, file.Stamp, Start, Stop));

        Assert.Equal("a new delivery", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(AfterSync.Delete)]
    [InlineData(AfterSync.Archive)]
    public async Task A_link_is_neither_moved_nor_deleted_and_neither_is_its_target(AfterSync afterSync)
    {
        var target = Put("elsewhere/users.txt");
        File.CreateSymbolicLink(Path.Combine(Folder, "users.csv"), target);

        await FailsAsync(HrisErrors.SourceUnreadable, () => FinishAsync(Source(afterSync: afterSync)));

        Assert.True(File.Exists(target));
        Assert.Equal(["users.csv"], Names());
    }

    [Theory]
    [InlineData(AfterSync.Delete, "could not be deleted")]
    [InlineData(AfterSync.Archive, "could not be moved to the archive")]
    public async Task On_a_server_that_allows_no_change_the_file_stays_and_the_failure_names_it(AfterSync afterSync, string text)
    {
        using var server = SshServer.Start([File.ReadAllText(Key("ed25519") + ".pub")], sftp: "internal-sftp -R", hostKeys: ["ed25519"]);
        Put("users.csv");

        var failure = await FailsAsync(HrisErrors.SourceUnreadable, () => FinishAsync(Source(afterSync: afterSync, server: server)));

        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{Folder}/users.csv", failure.Message, StringComparison.Ordinal);
        Assert.Equal(afterSync == AfterSync.Archive, failure.Message.Contains(Folder + "/archive", StringComparison.Ordinal));
        Assert.Equal(["users.csv"], Names());
    }

    [Fact]
    public async Task An_archive_that_is_the_folder_of_the_source_is_refused()
    {
        Put("users.csv");
        File.CreateSymbolicLink(Path.Combine(Folder, "archive"), Folder);

        await FailsAsync(HrisErrors.SourceUnreadable, () => FinishAsync(Source(afterSync: AfterSync.Archive)));

        Assert.Equal(["archive", "users.csv"], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_move_whose_answer_was_lost_counts_as_done()
    {
        Put("users.csv");
        var file = await OnlyAsync(Source());
        var archive = Path.Combine(Folder, "archive");
        Directory.CreateDirectory(archive);

        // On the first connection the way of the answers ends as soon as the file has moved.
        using var proxy = new TcpProxy(Server.Port, number => TcpProxy.Fault.None with { CutWhen = number == 1 ? () => File.Exists(Path.Combine(archive, Archived)) : null });
        Assert.True(await Source(proxy.Port, AfterSync.Archive).FinishAsync(file, file.Stamp, Start, Stop));

        Assert.Equal(2, proxy.Connections);
        Assert.Equal([Archived], Directory.EnumerateFiles(archive).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Old_archived_files_are_deleted_and_nothing_else()
    {
        var now = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] kept = ["20260601T000000Z_users.csv", "20260502T000001Z_users.csv", "users.csv", "2026_users.csv", "20259999T000000Z_x.csv"];
        foreach (var name in kept.Concat(["20260501T000000Z_users.csv", "20200101T000000Z-3_users.csv"]))
            Put("archive/" + name);
        Directory.CreateDirectory(Path.Combine(Folder, "archive", "20200101T000000Z_folder"));
        var target = Put("elsewhere.txt");
        File.CreateSymbolicLink(Path.Combine(Folder, "archive", "20200101T000000Z_link"), target);

        Assert.Equal(0, (await Source(afterSync: AfterSync.Archive).PurgeArchiveAsync(now, Stop)).Deleted);
        Assert.Equal(0, (await Source(afterSync: AfterSync.Leave, days: 30).PurgeArchiveAsync(now, Stop)).Deleted);
        Assert.Equal(0, (await Source(afterSync: AfterSync.Archive, archive: "nowhere", days: 30).PurgeArchiveAsync(now, Stop)).Deleted);
        Assert.Equal(2, (await Source(afterSync: AfterSync.Archive, days: 30).PurgeArchiveAsync(now, Stop)).Deleted);

        Assert.True(File.Exists(target));
        Assert.Equal(
            kept.Concat(["20200101T000000Z_folder", "20200101T000000Z_link"]).Order(StringComparer.Ordinal),
            Directory.EnumerateFileSystemEntries(Path.Combine(Folder, "archive")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static async Task<bool> FinishAsync(SftpSource source)
    {
        var file = (await source.FindAsync(Stop)).Single(file => file.Name == "users.csv");
        return await source.FinishAsync(file, file.Stamp, Start, Stop);
    }

    private string?[] Names() => [.. Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order()];
}
