using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.History;

/// <summary>behaviour.md §6, Export: a ZIP with one JSON and one CSV log per processed file.</summary>
public sealed class LogExportTests
{
    private const string Header = "uniqueId,email,firstName,lastName,status,note";

    [Fact]
    public async Task Each_processed_file_gives_its_two_logs_and_a_failed_one_its_json_alone()
    {
        using var connector = new TestConnector();
        await connector.RunLinesAsync([Line("A")]);
        await connector.RunTextAsync("", "empty.csv");

        var entries = Export(connector, exact: true);

        Assert.Equal(3, entries.Count);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z_users\.csv\.json$", entries.Keys.Single(name => name.EndsWith("users.csv.json", StringComparison.Ordinal)));
        Assert.Single(entries.Keys, name => name.EndsWith("users.csv.csv", StringComparison.Ordinal));
        Assert.Single(entries.Keys, name => name.EndsWith("_empty.csv.json", StringComparison.Ordinal));
        foreach (var run in connector.Connector.GetRuns(new()))
            Assert.Contains(File.ReadAllText(run.JsonLogPath!), entries.Values);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\uFEFF\r\n")]
    public async Task Formulas_are_found_behind_blank_lines_before_the_header(string start)
    {
        using var connector = new TestConnector();
        await connector.RunTextAsync(start + Header + "\n11,aa@example.org,A,B,Active,=1+1\n");

        var log = Export(connector, exact: false).Single(entry => entry.Key.EndsWith(".csv.csv", StringComparison.Ordinal)).Value;

        Assert.Contains("UserCreated,,11,aa@example.org,A,B,Active,'=1+1", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_with_a_time_that_no_zip_knows_is_exported()
    {
        using var connector = new TestConnector();
        var sync = (await connector.RunLinesAsync([Line("A")])).Sync;
        File.SetLastWriteTimeUtc(sync.JsonLogPath!, new DateTime(1975, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(2, Export(connector, exact: true).Count);
    }

    [Fact]
    public async Task No_name_leaves_the_archive_or_stands_twice()
    {
        using var connector = new TestConnector();
        foreach (var name in new[] { "a.csv", "b.csv", "c.csv", "d.csv", "e.csv" })
            await connector.RunTextAsync(TestConnector.Header + "\n" + Line("A") + "\n", name, force: true);
        StoreFile.Execute(connector, "UPDATE run SET start_date = 1000; UPDATE run SET file = '../../evil.csv' WHERE id <= 2; UPDATE run SET file = 'C:\\evil' || char(10) || '.csv' WHERE id = 3; UPDATE run SET file = '/etc/passwd' WHERE id = 4; UPDATE run SET file = '..' WHERE id = 5");

        var names = Export(connector, exact: true).Keys.ToArray();

        Assert.Equal(10, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.True(name.IndexOfAny(['/', '\\', ':', '\n']) < 0 && name.StartsWith("1970-", StringComparison.Ordinal), name));
    }

    [Fact]
    public async Task Cells_that_a_spreadsheet_would_run_are_neutralized_and_every_other_byte_is_identical()
    {
        using var connector = new TestConnector();
        string[] dangerous = ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", " =1+1", "\"=1,1\"", "+SUM(1)", "-A1"];
        string[] harmless = ["-12.5", "+33 (0)6 12-34", "+4", "a=b", "'=1", "\"\"", "é", "\"x\n=y\"", "1-1"];
        var cells = dangerous.Concat(harmless).ToArray();
        await connector.RunTextAsync("\uFEFF" + Header + "\r\n" + string.Concat(cells.Select((cell, i) => $"{i},{i}@x.org,A,B,Active,{cell}\r\n")), force: true);
        var stored = File.ReadAllText(connector.Connector.GetRuns(new()).Single().CsvLogPath!);

        Assert.Equal(stored, Csv(Export(connector, exact: true)));
        var expected = dangerous.Aggregate(stored, (text, cell) => text.Replace($"Active,{cell}\r\n", $"Active,{(cell[0] == '"' ? "\"'" + cell[1..] : "'" + cell)}\r\n", StringComparison.Ordinal));
        Assert.Equal(expected, Csv(Export(connector, exact: false)));
    }

    [Fact]
    public async Task Formulas_in_lines_that_cannot_be_read_and_in_the_header_are_neutralized_too()
    {
        using var connector = new TestConnector();
        await connector.RunTextAsync(Header + ",=HEAD()\n=1,x\n1,\"open,=2,@3\n2,b@x.org,A,B,Active,n,=4\n", force: true);

        var csv = Csv(Export(connector, exact: false));

        Assert.Equal(
            Header + ",'=HEAD()|'=1,x|1,\"open,'=2,'@3|2,b@x.org,A,B,Active,n,'=4",
            string.Join('|', csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[Second(line)..])));

        static int Second(string line) => line.IndexOf(',', line.IndexOf(',', StringComparison.Ordinal) + 1) + 1;
    }

    [Fact]
    public async Task Formulas_are_found_when_the_delimiter_is_configured_against_the_look_of_the_header()
    {
        using var connector = new TestConnector("""{ "csv": { "delimiter": ";" } }""");
        await connector.RunTextAsync("uniqueId;email;firstName;lastName;status;skills (a,b,c,d,e,f,g,h,i,j,k)\n1;1@x.org;A;B;Active;=1+1\n");

        Assert.Contains(";Active;'=1+1\n", Csv(Export(connector, exact: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_is_replaced_only_when_asked_for()
    {
        using var connector = new TestConnector();
        await connector.RunLinesAsync([Line("A")]);
        var path = connector.Write("logs.zip", "precious");
        var runs = connector.Connector.GetRuns(new()).ToArray();

        Assert.Equal(HrisErrors.ExportExists, Assert.Throws<HrisException>(() => LogExport.Write(runs, path, false, true, connector.Observer, CancellationToken.None)).Error);
        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Equal(HrisErrors.ExportExists, Assert.Throws<HrisException>(() => LogExport.Write(runs, connector.Folder, true, true, connector.Observer, CancellationToken.None)).Error);
        Assert.Equal(path, LogExport.Write(runs, path, true, true, connector.Observer, CancellationToken.None));
        using var archive = ZipFile.OpenRead(path);
        Assert.Equal(2, archive.Entries.Count);
    }

    [Fact]
    public async Task An_export_touches_no_other_file()
    {
        using var connector = new TestConnector();
        await connector.RunLinesAsync([Line("A")]);
        var other = connector.Write("logs.zip.part", "precious");

        LogExport.Write([.. connector.Connector.GetRuns(new())], Path.Combine(connector.Folder, "logs.zip"), false, true, connector.Observer, CancellationToken.None);

        Assert.True(File.Exists(other) && File.ReadAllText(other) == "precious");
    }

    [Fact]
    public async Task A_log_that_is_gone_is_a_warning_and_none_at_all_an_error()
    {
        using var connector = new TestConnector();
        await connector.RunLinesAsync([Line("A")]);
        var run = connector.Connector.GetRuns(new()).Single();
        File.Delete(run.CsvLogPath!);

        Assert.Single(Export(connector, exact: true));
        Assert.Single(connector.Observer.Messages, message => message.Contains("no longer there", StringComparison.Ordinal));
        File.Delete(run.JsonLogPath!);
        Assert.Equal(HrisErrors.LogNotFound, Assert.Throws<HrisException>(() => Export(connector, exact: true)).Error);
        Assert.Equal(HrisErrors.ExportNotWritten, Assert.Throws<HrisException>(() => LogExport.Write([run], Path.Combine(connector.Folder, "none", "x.zip"), false, true, connector.Observer, CancellationToken.None)).Error);
    }

    private static string Csv(Dictionary<string, string> entries) => entries.Single(entry => entry.Key.EndsWith(".csv", StringComparison.Ordinal)).Value;

    private static Dictionary<string, string> Export(TestConnector connector, bool exact)
    {
        var path = Path.Combine(connector.Folder, Guid.NewGuid().ToString("N") + ".zip");
        LogExport.Write([.. connector.Connector.GetRuns(new())], path, false, exact, connector.Observer, CancellationToken.None);
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), new UTF8Encoding(false));
            return reader.ReadToEnd();
        });
    }
}
