using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Report;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Report;

public sealed class ReportFileTests : IDisposable
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "><img src=x onerror=alert(1)>", "</style>", "</td></table>", "a & b &lt;", "<!--", "' onmouseover='alert(1)", "\U0001F600", "\u0634\u0631\u0643\u0629", "x\u202Egnp.exe",
    ];

    private readonly TestConnector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Every_value_of_a_file_stays_text()
    {
        await _connector.SyncLinesAsync([.. Hostile.Select((name, i) => Line($"\"{name}\"", "", first: $"\"{name}\"", last: $"L{i}"))]);
        await _connector.SyncLinesAsync([.. Hostile.Select((name, i) => Line($"\"{name}\"", "", first: $"\"{name}\"", last: $"L{i}"))]);

        var page = _connector.Report();

        Assert.Equal(Hostile.Select((name, i) => $"{Shown(name)} L{i}"), page.QuerySelectorAll(".cause td:nth-child(3)").Select(cell => cell.TextContent));
        Assert.Equal(Hostile.Select(Shown), page.QuerySelectorAll(".cause td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, link, base, form"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_names_of_connector_and_file_and_the_reasons_of_a_failure_stay_text()
    {
        _connector.AddRun(new HrisSync { File = "<b>&.csv", Status = HrisSyncStatus.Error, StartDate = DateTime.UtcNow, EndDate = DateTime.UtcNow, Logs = ["<i>no</i>", "</script>"] });

        var page = _connector.Report();

        Assert.Equal("<b>&.csv", page.Pairs(".facts")["File"]);
        Assert.Equal(["<i>no</i>", "</script>"], page.Texts(".failure li"));
        Assert.Empty(page.QuerySelectorAll("b, i"));
    }

    [Fact]
    public async Task The_page_allows_its_own_style_and_script_and_nothing_else_and_names_no_address()
    {
        await _connector.SyncLinesAsync(Line("U1", ""));

        var path = _connector.WriteReport();

        var policy = ReportExtensions.Parse(path).QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.Matches("^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$", policy);
        var text = File.ReadAllText(path);
        Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_file_is_replaced_when_that_is_asked_for_alone()
    {
        var path = _connector.Write("report.html", "something else");

        var refused = Assert.Throws<HrisException>(() => _connector.WriteReport(new ReportOptions()));
        Assert.Equal("something else", File.ReadAllText(path));
        _connector.WriteReport(new ReportOptions(Overwrite: true));

        Assert.Equal(HrisErrors.ExportExists, refused.Error);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_is_an_error_with_its_own_id() =>
        Assert.Equal(HrisErrors.ExportNotWritten, Assert.Throws<HrisException>(() => _connector.WriteReport(name: "missing/report.html")).Error);

    [Fact]
    public async Task A_report_that_is_stopped_leaves_nothing()
    {
        await _connector.SyncLinesAsync(Line("U1", ""));
        using var stop = new CancellationTokenSource();
        var observer = new WatchingObserver(_ => stop.Cancel());

        Assert.Throws<OperationCanceledException>(() => _connector.Connector.WriteReport(Path.Combine(_connector.Folder, "report.html"), new ReportOptions(), observer, stop.Token));

        Assert.Empty(Directory.EnumerateFiles(_connector.Folder, "report.html*"));
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        Assert.SkipUnless(UnixModes.Known, UnixModes.Missing);
        await _connector.SyncLinesAsync(Line("U1", ""));
        var path = _connector.Write("report.html", "readable by all");

        _connector.WriteReport();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path));
        Assert.Empty(Directory.EnumerateFiles(_connector.Folder, "*.part"));
    }

    // A mark that turns the direction of writing would turn what stands around it.
    private static string Shown(string name) => name.Replace('\u202E', '\uFFFD');
}
