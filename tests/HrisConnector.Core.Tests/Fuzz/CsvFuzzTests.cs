using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>Whatever a users file holds: no crash, no hang, and every line is in the logs.</summary>
[Collection(FuzzBudget.Name)]
[Trait("Category", "Fuzz")]
public sealed class CsvFuzzTests
{
    private static readonly HrisError[] Foreseen =
    [
        HrisErrors.FileEncodingNotSupported, HrisErrors.FileEmpty, HrisErrors.FileContainsNoData, HrisErrors.HeaderUnreadable,
        HrisErrors.RequiredFieldsMissing, HrisErrors.DuplicateHeaders,
        HrisErrors.GroupRulesInvalid, HrisErrors.ConfigurationInvalid, // a rule or the perimeter names a column that the file has not
    ];

    // What the log puts in front of a line could not be told from such a line.
    private static readonly Regex LikeALog = new($"(^|[\r\n])\"?(ImportStatus|{string.Join('|', Enum.GetNames<HrisImportStatus>())})\\b", RegexOptions.CultureInvariant);

    private static readonly Lazy<byte[]> KnownUsers = new(MakeKnownUsers);

    [Fact]
    public Task Every_file_is_refused_in_order_or_accounted_for_line_by_line() => new Fuzzer("csv", 0.6, Corpus.Users, keepHeader: true).RunAsync(3, CheckAsync);

    private static async Task<string> CheckAsync(byte[] bytes, int variant, CancellationToken cancellationToken)
    {
        using var folder = new FuzzFolder();
        var path = folder.Write("users.csv", bytes);
        var connector = new Connector(Configuration(folder, variant));
        if (variant == 1)
        {
            Directory.CreateDirectory(connector.Configuration.StorePath);
            await File.WriteAllBytesAsync(Path.Combine(connector.Configuration.StorePath, "store.db"), KnownUsers.Value, cancellationToken);
        }

        var observer = new SilentObserver();
        var file = SourceFile.AtPath(path);
        var report = await connector.CheckCsvAsync(file, observer, cancellationToken);
        var preview = await connector.SyncAsync(file, new SyncOptions(Preview: true), observer, cancellationToken);
        var run = await connector.SyncAsync(file, new SyncOptions(), observer, cancellationToken);

        Assert.Equal(preview.Error?.Error.Id, run.Error?.Error.Id);
        Assert.Equal(Counts(preview.Sync), Counts(run.Sync));
        var json = JsonLogFile.Of(run.Sync);
        foreach (var (count, list) in new[] { ("numberOfDuplicateUsers", "duplicateUsers"), ("numberOfIgnoredUsers", "ignoredUsers") })
            Assert.Equal(json.GetProperty(count).GetInt64(), json.GetProperty(list).GetArrayLength());
        if (run.Error is not null)
        {
            Assert.Contains(run.Error.Error, Foreseen);
            Assert.Null(run.Sync.CsvLogPath);
            return run.Error.Error.Id;
        }

        Assert.Equal(run.Sync.Lines, report.Lines);
        var withoutArchived = run.Sync.Created + run.Sync.Updated + run.Sync.Duplicate + run.Sync.Ignored + run.Sync.Unchanged;
        if (connector.Configuration.ArchiveMissingUsers)
            Assert.InRange(run.Sync.Lines - withoutArchived, 0, run.Sync.Archived); // who is archived for absence has no line
        else
            Assert.Equal(run.Sync.Lines, withoutArchived + run.Sync.Archived);
        CheckLog(bytes, run.Sync);
        return "processed";
    }

    private static void CheckLog(byte[] received, HrisSync sync)
    {
        using var log = new MemoryStream();
        SpreadsheetSafeCsv.Copy(sync.CsvLogPath!, log, CancellationToken.None);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(sync.CsvLogPath!));
        Assert.Equal(text.Count(c => c == '\n'), Encoding.Latin1.GetString(log.ToArray()).Count(c => c == '\n'));
        var separator = text[text.IndexOf(CsvLog.FirstHeader, StringComparison.Ordinal) + CsvLog.FirstHeader.Length];
        Assert.Equal(sync.Lines, Records(sync.CsvLogPath!, separator));
        if (LikeALog.IsMatch(Encoding.Latin1.GetString(received)))
            return;
        var parts = CsvLogFile.Of(sync, separator);
        Assert.True(received.AsSpan().SequenceEqual(parts.Received), "the log without its two columns is not the received file");
        Assert.Equal(sync.Lines, parts.Outcomes.Count);
    }

    private static long Records(string path, char separator)
    {
        using var reader = new CsvLineReader(path, separator);
        reader.Read();
        reader.ExpectedColumns = reader.FieldCount;
        var count = 0L;
        while (reader.Read())
            count++;
        return count;
    }

    private static string Counts(HrisSync sync) =>
        $"{sync.Status} lines {sync.Lines} created {sync.Created} updated {sync.Updated} archived {sync.Archived} duplicate {sync.Duplicate} ignored {sync.Ignored} none {sync.NoGroupsMatch} unchanged {sync.Unchanged}";

    // A new connector, one that knows the users of the corpus, and one with everything that the sample configures.
    private static ConnectorConfiguration Configuration(FuzzFolder folder, int variant)
    {
        const string head = "{ \"dataPath\": \"data\", \"limits\": null";
        var json = variant switch
        {
            0 => head + "}",
            1 => head + ", \"missingUsers\": \"archive\", \"sharedEmails\": true, \"perimeter\": [ { \"field\": \"title\", \"operator\": \"notIn\", \"value\": \"x|y\" } ] }",
            _ => SampleConfiguration(folder),
        };
        var faults = new List<ConfigurationFault>();
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), folder.Path, faults);
        Assert.Empty(faults);
        return configuration!;
    }

    private static string SampleConfiguration(FuzzFolder folder)
    {
        File.Copy(Corpus.Path("Samples", "group-rules.csv"), folder.File("group-rules.csv"));
        var sample = File.ReadAllText(Corpus.Path("Samples", "hris.json")).Replace("\"../out/quickstart\"", "\"data\"", StringComparison.Ordinal);
        return Regex.Replace(sample, "\"percent\": \\d+", "\"percent\": 100", RegexOptions.CultureInvariant);
    }

    private static byte[] MakeKnownUsers()
    {
        using var connector = new TestConnector("""{ "limits": null }""");
        foreach (var file in Corpus.Users)
            connector.SyncAsync(connector.WriteBytes("users.csv", file.Bytes)).GetAwaiter().GetResult();
        return File.ReadAllBytes(StoreFile.PathOf(connector));
    }
}
