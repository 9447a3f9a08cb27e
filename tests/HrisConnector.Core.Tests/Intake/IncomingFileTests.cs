using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>behaviour.md §2: the file as it is found, locked, gone, growing, or with characters cut by a block's end.</summary>
public sealed class IncomingFileTests
{
    private const string Header = "uniqueId,email,firstName,lastName,status\n";

    [Fact]
    public async Task A_directory_is_no_users_file()
    {
        using var connector = new TestConnector();

        var error = await Assert.ThrowsAsync<HrisException>(() => connector.RunAsync(connector.Folder));

        Assert.Equal(HrisErrors.SourceNotAFile, error.Error);
    }

    [Fact]
    public async Task A_missing_file_is_not_found()
    {
        using var connector = new TestConnector();

        var error = await Assert.ThrowsAsync<HrisException>(() => connector.RunAsync(Path.Combine(connector.Folder, "none.csv")));

        Assert.Equal(HrisErrors.SourceNotFound, error.Error);
    }

    [Fact]
    public async Task A_file_that_another_program_holds_is_unreadable_and_changes_nothing()
    {
        using var connector = new TestConnector();
        var path = connector.Write("users.csv", Header + "1,1@example.org,A,B,Active\n");
        await using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var result = await connector.RunAsync(path);

        Assert.Equal(HrisErrors.SourceUnreadable, result.Error!.Error);
        Assert.Equal(HrisSyncStatus.Error, result.Sync.Status);
        Assert.Null(result.Sync.CsvLogPath);
        Assert.Empty(connector.Users());
    }

    [Theory]
    [InlineData("/work")]
    [InlineData("//work")]
    [InlineData("/work/")]
    public async Task A_private_copy_is_known_as_one_however_its_folder_is_written(string workFolder)
    {
        using var connector = new TestConnector();

        using var file = await IncomingFile.TakeAsync(new SourceFile(new OtherMachine(), "users.csv", "sftp://h/users.csv"), connector.Folder + workFolder, null, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(Header, await File.ReadAllTextAsync(file.CopyPath, TestContext.Current.CancellationToken));
        Assert.Equal([file.CopyPath], Directory.GetFiles(file.WorkFolder)); // it was not copied once more
    }

    [Theory]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    public async Task A_character_that_a_block_border_cuts_is_valid(string character)
    {
        using var connector = new TestConnector();
        var width = Encoding.UTF8.GetByteCount(character);
        for (var shift = 0; shift < width; shift++)
        {
            // A run of the character over several block borders, each time one byte further.
            var name = new string('x', shift + 1) + string.Concat(Enumerable.Repeat(character, 600_000 / width));
            var result = await connector.RunTextAsync(Header + $"1,1@example.org,A,{name},Active\n");
            Assert.Null(result.Error);
            Assert.Equal(name, connector.User("1")!.LastName);
        }
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_left_for_the_next_run()
    {
        using var connector = new TestConnector();
        var path = connector.Write("users.csv", Header + "U1,u1@example.org,Ann,Lee,Active\n");

        var result = await connector.RunAsync(new SourceFile(new GrowingSource(), "users.csv", path));

        Assert.Equal(HrisErrors.SourceChanging, result.Error!.Error);
        Assert.Empty(connector.Users());
        Assert.Null(result.Sync.CsvLogPath);
    }

    [Fact]
    public async Task A_header_of_ten_thousand_columns_works()
    {
        using var connector = new TestConnector();
        var more = string.Concat(Enumerable.Range(0, 9_995).Select(i => ",c" + i));
        var result = await connector.RunTextAsync(Header.TrimEnd() + more + "\n1,1@example.org,A,B,Active" + new string(',', 9_995) + "\n");

        Assert.Null(result.Error);
        Assert.Equal(1, result.Sync.Created);
        Assert.Equal(File.ReadAllBytes(Path.Combine(connector.Folder, "users.csv")), CsvLogFile.Of(result.Sync).Received);
    }

    [Fact]
    public async Task A_header_of_ten_thousand_other_columns_lacks_the_required_ones()
    {
        using var connector = new TestConnector();
        var result = await connector.RunTextAsync(string.Join(',', Enumerable.Range(0, 10_000).Select(i => "c" + i)) + "\n" + new string(',', 9_999) + "\n");

        Assert.Equal(HrisErrors.RequiredFieldsMissing, result.Error!.Error);
        Assert.Equal(["Required fields are missing from the CSV header: uniqueId, email, firstName, lastName, status"], result.Sync.Logs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_header_of_megabytes_or_with_an_unclosed_quote_cannot_be_read(bool quote)
    {
        using var connector = new TestConnector();
        var header = quote ? "uniqueId,email,firstName,lastName,\"status" : Header.TrimEnd() + "," + new string('x', 3_000_000);
        var result = await connector.RunTextAsync(header + "\n1,1@example.org,A,B,Active\n");

        Assert.Equal(HrisErrors.HeaderUnreadable, result.Error!.Error);
        Assert.Equal(HrisSyncStatus.Error, result.Sync.Status);
        Assert.Null(result.Sync.CsvLogPath);
        Assert.Empty(connector.Users());
    }

    [Fact]
    public async Task A_users_file_with_a_long_name_leaves_both_logs()
    {
        using var connector = new TestConnector();
        var result = await connector.RunTextAsync(Header + "1,1@example.org,A,B,Active\n", new string('n', 246) + ".csv");

        Assert.Null(result.Error);
        Assert.True(File.Exists(result.Sync.CsvLogPath));
        Assert.True(File.Exists(result.Sync.JsonLogPath));
    }

    [Theory]
    [InlineData("a file with spaces, commas; and é.csv")]
    [InlineData("back\\slash:colon?star*.csv")]
    [InlineData("line\nbreak.csv")]
    [InlineData("..csv")]
    [InlineData("%n%s{0}.csv")]
    public async Task A_strange_name_is_no_hindrance(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.IndexOfAny(['\\', '\n']) >= 0, "Windows refuses the name itself.");
        using var connector = new TestConnector();
        var result = await connector.RunTextAsync(Header + "1,1@example.org,A,B,Active\n", name);

        Assert.Null(result.Error);
        Assert.Equal(name, result.Sync.File);
        Assert.Equal(Path.Combine(connector.Configuration.StorePath, "logs"), Path.GetDirectoryName(result.Sync.CsvLogPath));
    }

    // Its files were written by another clock.
    private sealed class OtherMachine : IFileSource
    {
        public Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken) => LocalFiles.Instance.FindAsync(cancellationToken);

        public Task RequireAsync(SourceFile file, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<ReceivedFile> ReceiveAsync(SourceFile file, string privatePath, Action<double> progress, CancellationToken cancellationToken)
        {
            await File.WriteAllTextAsync(privatePath, Header, cancellationToken);
            return new ReceivedFile(privatePath, new FileStamp(Header.Length, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        }

        public Task<bool> FinishAsync(SourceFile file, FileStamp stamp, DateTime startDate, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<ArchivePurge> PurgeArchiveAsync(DateTime now, CancellationToken cancellationToken) => Task.FromResult(default(ArchivePurge));
    }
}
