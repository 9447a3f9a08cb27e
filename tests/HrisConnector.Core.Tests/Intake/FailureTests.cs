using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>behaviour.md §3: a failure ends with its exact text, a JSON log with zero counts, no CSV log and an unchanged directory.</summary>
public sealed class FailureTests
{
    private const string Encoding8 = "File encoding is not supported for users.csv, please make sure the file is encoded using UTF-8";
    private const string Header = "uniqueId,email,firstName,lastName,status";
    private const string Good = Header + "\nN1,n1@example.org,Zoé,Neu,Active\n";

    public static TheoryData<string, byte[], string, HrisError> Files
    {
        get
        {
            var data = new TheoryData<string, byte[], string, HrisError>();
            void Add(string name, byte[] bytes, string text, HrisError error) => data.Add(name, bytes, text, error);
            Add("UTF-16 LE", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-16 BE", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Good)], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-16 LE without mark", Encoding.Unicode.GetBytes(Good), Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-16 BE without mark", Encoding.BigEndianUnicode.GetBytes(Good), Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-16 LE mark alone", [0xFF, 0xFE], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-32 LE", [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(Good)], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("UTF-32 BE", [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(true, false).GetBytes(Good)], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("Latin-1", Encoding.Latin1.GetBytes(Good), Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("Latin-1 as the last byte", [.. Encoding.UTF8.GetBytes(Good), 0xE9], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("a surrogate in UTF-8", [.. Encoding.UTF8.GetBytes(Good), 0xED, 0xA0, 0x80, 0x0A], Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("NUL", Encoding.UTF8.GetBytes(Good + "\0"), Encoding8, HrisErrors.FileEncodingNotSupported);
            Add("zero bytes", [], "File is empty", HrisErrors.FileEmpty);
            Add("mark alone", [0xEF, 0xBB, 0xBF], "File is empty", HrisErrors.FileEmpty);
            Add("blank lines", Encoding.UTF8.GetBytes("\r\n\n\r\r\n"), "File is empty", HrisErrors.FileEmpty);
            Add("mark and blank lines", Encoding.UTF8.GetBytes("\uFEFF\r\n \t\r\n"), "File is empty", HrisErrors.FileEmpty);
            Add("header", Encoding.UTF8.GetBytes(Header), "File contains no data", HrisErrors.FileContainsNoData);
            Add("header and blank lines", Encoding.UTF8.GetBytes("\uFEFF" + Header + "\r\n\r\n"), "File contains no data", HrisErrors.FileContainsNoData);
            Add("missing columns", Encoding.UTF8.GetBytes("status,lastName,firstName\nActive,a,b\n"), "Required fields are missing from the CSV header: uniqueId, email", HrisErrors.RequiredFieldsMissing);
            Add("no column at all", Encoding.UTF8.GetBytes("hello\nworld\n"), "Required fields are missing from the CSV header: uniqueId, email, firstName, lastName, status", HrisErrors.RequiredFieldsMissing);
            Add("header twice", Encoding.UTF8.GetBytes(Header + ", EMAIL ,lastName\n1,2,3,4,5,6,7\n"), "The following fields are mentioned more than once in the file headers: email, lastName", HrisErrors.DuplicateHeaders);
            Add("unknown header twice", Encoding.UTF8.GetBytes(Header + ",note,Note\n1,2,3,4,5,6,7\n"), "The following fields are mentioned more than once in the file headers: note", HrisErrors.DuplicateHeaders);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task A_file_that_cannot_be_processed_changes_nothing_and_says_why(string name, byte[] bytes, string text, HrisError error)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(RunExtensions.Lines(3));
        var directory = StoreFile.Directory(connector);
        Assert.NotNull(name);

        var result = await connector.RunBytesAsync(bytes);

        AssertFailed(connector, result.Sync, text);
        Assert.Equal(error.Id, result.Error!.Error.Id);
        Assert.Equal(text, result.Error.Message);
        Assert.Equal(directory, StoreFile.Directory(connector));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(connector.Configuration.StorePath, "work")));
    }

    [Theory]
    [InlineData("failure-not-utf8.csv", "File encoding is not supported for failure-not-utf8.csv, please make sure the file is encoded using UTF-8")]
    [InlineData("failure-utf16.csv", "File encoding is not supported for failure-utf16.csv, please make sure the file is encoded using UTF-8")]
    [InlineData("failure-empty.csv", "File is empty")]
    [InlineData("failure-only-a-byte-order-mark.csv", "File is empty")]
    [InlineData("failure-only-blank-lines.csv", "File is empty")]
    [InlineData("failure-no-data.csv", "File contains no data")]
    [InlineData("failure-missing-columns.csv", "Required fields are missing from the CSV header: uniqueId, email")]
    [InlineData("failure-header-twice.csv", "The following fields are mentioned more than once in the file headers: email, lastName")]
    public async Task The_failures_of_the_sample_files_have_their_exact_text(string file, string text)
    {
        using var connector = new TestConnector();

        var result = await connector.RunAsync(TestConnector.FilePath(file));

        AssertFailed(connector, result.Sync, text);
    }

    [Fact]
    public async Task Missing_columns_are_listed_by_their_configured_headers_in_field_order()
    {
        using var connector = new TestConnector("""{ "columns": { "uniqueId": "employeeId", "email": "myEmail", "status": "State" } }""");

        var result = await connector.RunTextAsync("lastName,firstName,email,status\na,b,c,d\n");

        AssertFailed(connector, result.Sync, "Required fields are missing from the CSV header: employeeId, myEmail, State");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256 * 1024)]
    [InlineData((4 * 256 * 1024) + 17)]
    public async Task One_byte_of_another_encoding_late_in_the_file_is_found(int place)
    {
        using var connector = new TestConnector();
        var bytes = Encoding.UTF8.GetBytes(Header + "\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"U{i},u{i}@example.org,Ann,Lee,Active\n")));
        bytes[Header.Length + place] = 0xE9;

        AssertFailed(connector, (await connector.RunBytesAsync(bytes)).Sync, Encoding8);
    }

    private static void AssertFailed(TestConnector connector, HrisSync sync, string text)
    {
        Assert.Equal(HrisSyncStatus.Error, sync.Status);
        Assert.Equal([text], sync.Logs);
        Assert.Null(sync.CsvLogPath);
        Assert.All([sync.Lines, sync.Created, sync.Updated, sync.Archived, sync.Duplicate, sync.Ignored, sync.Unchanged], count => Assert.Equal(0, count));
        var json = JsonLogFile.Of(sync);
        Assert.Equal("error", json.GetProperty("status").GetString());
        Assert.Equal([text], json.GetProperty("logs").EnumerateArray().Select(entry => entry.GetString()));
        foreach (var count in JsonLogFile.Names(json).Where(name => name.StartsWith("numberOf", StringComparison.Ordinal)))
            Assert.Equal(0, json.GetProperty(count).GetInt32());
        Assert.Empty(json.GetProperty("duplicateUsers").EnumerateArray());
        Assert.Empty(json.GetProperty("ignoredUsers").EnumerateArray());
        Assert.DoesNotContain(Logs(connector), path => Path.GetFileName(path).StartsWith(sync.Id.ToString("D6", null), StringComparison.Ordinal) && path.EndsWith(".csv", StringComparison.Ordinal));
        var entry = connector.Connector.GetRuns(new(Last: 1)).Single();
        Assert.Equal((sync.Id, HrisSyncStatus.Error, text), (entry.Id, entry.Status, entry.Logs.Single()));
    }

    private static IEnumerable<string> Logs(TestConnector connector) => Directory.EnumerateFiles(Path.Combine(connector.Configuration.StorePath, "logs"));
}
