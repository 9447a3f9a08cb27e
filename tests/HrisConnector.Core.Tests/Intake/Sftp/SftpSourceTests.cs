using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Tests.Shared.Sftp;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>behaviour.md §2: which files of a server are taken, and in which order.</summary>
public sealed class SftpSourceTests(SshServerFixture fixture) : SftpTests(fixture)
{
    [Fact]
    public async Task Files_of_the_name_are_taken_oldest_first_then_by_name_and_half_uploaded_ones_are_not()
    {
        var early = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (var name in new[] { "b.csv", "B.csv", "a.csv", "old.csv", "b.csv.part", "x.tmp", ".hidden.csv", "c.csv.filepart", "other.txt" })
            Put(name, written: name == "old.csv" ? early : early.AddDays(1));
        Directory.CreateDirectory(Path.Combine(Folder, "folder.csv"));

        var files = await Source().FindAsync(Stop);

        Assert.Equal(["old.csv", "B.csv", "a.csv", "b.csv"], files.Select(file => file.Name));
        Assert.Equal(new FileStamp(9, early), files[0].Stamp);
        Assert.Equal($"sftp://127.0.0.1:{Server.Port}{Folder}/old.csv", files[0].Path);
    }

    [Fact]
    public async Task A_link_to_a_file_is_taken_and_one_to_nothing_or_to_a_folder_is_not()
    {
        var target = Put("elsewhere/users.txt", "linked");
        File.CreateSymbolicLink(Path.Combine(Folder, "link.csv"), target);
        File.CreateSymbolicLink(Path.Combine(Folder, "dangling.csv"), Path.Combine(Folder, "nothing"));
        File.CreateSymbolicLink(Path.Combine(Folder, "folder.csv"), Path.Combine(Folder, "elsewhere"));
        var source = Source();

        var file = await OnlyAsync(source);
        await ReceiveAsync(source, file);

        Assert.Equal(6, file.Stamp.Length);
        Assert.Equal("linked", File.ReadAllText(Copy));
    }

    [Fact]
    public async Task A_name_with_odd_characters_is_left_alone_and_one_that_is_only_unusual_is_not()
    {
        string[] unusual = ["üser ż.csv", "a'b\"c.csv", "-rf.csv", "a;b$(c)`d`.csv", "per%20cent.csv", "*.csv"];
        foreach (var name in unusual.Concat(["line\nbreak.csv", "back\\slash.csv", "bell\a.csv", "users\u202Evsc.txt.csv"]))
            Put(name, name);
        var source = Source();

        var files = await source.FindAsync(Stop);

        Assert.Equal(unusual.Order(StringComparer.Ordinal), files.Select(file => file.Name));
        Assert.Equal(4, CountSaid("is left alone"));
        Assert.DoesNotContain(Observer.Messages, message => message.Any(char.IsControl));
        foreach (var file in files)
        {
            await ReceiveAsync(source, file);
            Assert.Equal(file.Name, File.ReadAllText(Copy));
            File.Delete(Copy);
        }
    }

    [Fact]
    public async Task A_folder_is_given_from_the_root_or_from_where_the_account_arrives()
    {
        Put("users.csv");
        var relative = Path.GetFileName(Folder);
        var source = Source(path: relative);

        var file = await OnlyAsync(source);
        await ReceiveAsync(source, file);

        Assert.Equal($"sftp://127.0.0.1:{Server.Port}/~/{relative}/users.csv", file.Path);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_or_is_none_is_not_found()
    {
        Put("file");

        await FailsAsync(HrisErrors.SourceNotFound, () => Source(path: Folder + "/nowhere").FindAsync(Stop));
        await FailsAsync(HrisErrors.SourceNotFound, () => Source(path: Folder + "/file").FindAsync(Stop));
    }

    [Fact]
    public async Task A_vanished_file_begins_no_run_and_a_server_that_cannot_be_reached_is_left_for_the_run_to_tell()
    {
        var source = Source();
        var path = Put("users.csv");
        var file = await OnlyAsync(source);
        await source.RequireAsync(file, Stop);

        File.Delete(path);
        await FailsAsync(HrisErrors.SourceNotFound, () => source.RequireAsync(file, Stop));
        await FailsAsync(HrisErrors.SourceNotFound, () => source.ReceiveAsync(file, Copy, _ => { }, Stop));
        Directory.CreateDirectory(path);
        await FailsAsync(HrisErrors.SourceNotAFile, () => source.RequireAsync(file, Stop));
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.CutAfter(0));
        await Source(proxy.Port).RequireAsync(file, Stop);
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task A_file_is_received_byte_by_byte_into_a_copy_of_its_owner_alone()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_001);
        Put("users.csv", bytes);
        var source = Source();
        var shares = new System.Collections.Generic.List<double>();

        var received = await ReceiveAsync(source, await OnlyAsync(source), shares.Add);

        Assert.Equal(Copy, received.Path);
        Assert.Equal(new FileStamp(bytes.Length, new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc)), received.Stamp);
        Assert.Equal(bytes, File.ReadAllBytes(Copy));
        Assert.Equal(1, shares[^1]);
        Assert.Equal(shares.Order(), shares);
        if (UnixModes.Known)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
    }

    [Fact]
    public async Task An_empty_file_is_received_as_one()
    {
        Put("users.csv", "");
        var source = Source();

        Assert.Equal(0, (await ReceiveAsync(source, await OnlyAsync(source))).Stamp.Length);
        Assert.Empty(File.ReadAllBytes(Copy));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_received_is_left_for_the_next_run()
    {
        var path = Put("users.csv", new byte[2_000_000]);
        var source = Source();
        var file = await OnlyAsync(source);

        await FailsAsync(HrisErrors.SourceChanging, () => source.ReceiveAsync(file, Copy, share => Grow(path), Stop));
        await FailsAsync(HrisErrors.SourceChanging, () => source.ReceiveAsync(file, Copy, share => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5)), Stop));
    }

    [Fact]
    public async Task A_young_file_that_grows_only_after_it_was_received_is_left_for_the_next_run()
    {
        var path = Put("users.csv", "half a f", DateTime.UtcNow);
        var source = Source(times: Times with { Settle = TimeSpan.FromMilliseconds(400) });
        var file = Named(source, "users.csv");

        // The last block has come when the share is 1; the uploader goes on a moment later.
        await FailsAsync(HrisErrors.SourceChanging, () => source.ReceiveAsync(file, Copy, share => _ = GrowLaterAsync(path), Stop));
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-2));
        await ReceiveAsync(source, file);
    }

    [Fact]
    public async Task A_copy_that_cannot_be_written_is_no_failure_of_the_connection()
    {
        Put("users.csv");
        var source = Source();
        var file = await OnlyAsync(source);
        var tries = CountSaid("Receiving");

        await FailsAsync(HrisErrors.WorkFolderNotWritten, () => source.ReceiveAsync(file, Path.Combine(Private, "nowhere", "received"), _ => { }, Stop));

        Assert.Equal(tries + 1, CountSaid("Receiving"));
    }

    [Fact]
    public async Task A_full_disk_is_no_failure_of_the_connection_and_leaves_nothing()
    {
        using var disk = SmallDisk.TryMount(Private);
        Assert.SkipWhen(disk is null, "a small file system cannot be mounted here");
        Put("users.csv", new byte[3_000_000]);
        var source = Source();
        var file = await OnlyAsync(source);

        await FailsAsync(HrisErrors.WorkFolderNotWritten, () => source.ReceiveAsync(file, Copy, _ => { }, Stop));

        Assert.Equal(1, CountSaid("Receiving"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Private));
    }

    private static void Grow(string path)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(new byte[500_000]);
    }

    private static async Task GrowLaterAsync(string path)
    {
        await Task.Delay(50, Stop);
        await File.AppendAllTextAsync(path, "ile", Stop);
    }
}
