using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using HrisConnector.Core.History;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Tests.Support.Browser;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Report;

/// <summary>The pictures of the documentation. Made when somebody asks for them alone: docs/report.md says how.</summary>
public sealed class ReportPictures(Chromium chromium)
{
    private const string Configuration = """
        { "connector": "hr-main",
          "perimeter": [ { "field": "organization", "operator": "notEquals", "value": "External" } ],
          "groups": { "rulesFile": "rules.csv", "default": "Guests" },
          "directory": { "groups": [ { "path": "Company" }, { "path": "Company/Sales" }, { "path": "Guests" } ] } }
        """;

    [Fact(Explicit = true)]
    public async Task The_report_is_pictured()
    {
        var folder = typeof(ReportPictures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Images").Value!;
        using var connector = new TestConnector(Configuration);
        connector.SetRules("Sales,Company/Sales,title,equals,Seller");
        await MakeHistoryAsync(connector);
        var path = connector.WriteReport(name: "hr-main.html");

        var page = await chromium.OpenAsync();
        await page.SendAsync("Emulation.setTimezoneOverride", new() { ["timezoneId"] = "Europe/Paris" });
        await page.ResizeAsync(1120, 1240);
        await page.ShowAsync(path);
        await page.SaveAsync(Path.Combine(folder, "report.png"));
        if (Environment.GetEnvironmentVariable("HRIS_PICTURES") is { Length: > 0 } whole)
            await LookAtAllOfItAsync(page, path, whole);
    }

    // For who changes the design: the whole page, light and dark, on a desk, on a telephone and on paper.
    private static async Task LookAtAllOfItAsync(BrowserPage page, string path, string folder)
    {
        foreach (var scheme in (string[])["light", "dark"])
        {
            foreach (var width in (int[])[1120, 390])
            {
                await page.EmulateAsync(scheme);
                await page.ResizeAsync(width, 1000);
                await page.ShowAsync(path);
                await page.ResizeAsync(width, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
                await page.SaveAsync(Path.Combine(folder, $"report-{scheme}-{width}.png"));
            }
        }

        await page.EmulateAsync();
        var paper = (string)(await page.SendAsync("Page.printToPDF"))["data"]!;
        await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, "report.pdf"), Convert.FromBase64String(paper), TestContext.Current.CancellationToken);
    }

    // A month of a company of 1,200 that ends with this night, which is a real one.
    private static async Task MakeHistoryAsync(TestConnector connector)
    {
        var random = new Random(4);
        var night = DateTime.UtcNow.Date.AddDays(-29).AddHours(1.5);
        string[] people = [.. Enumerable.Range(1001, 40).Select(i => User($"E{i}", "Ada", $"Sample{i}"))];
        await connector.RunTextAsync(File(people), "hris-360learning.csv");
        StoreFile.Execute(connector, $"UPDATE run SET created = 1187, lines = 1187, start_date = {RunHistory.Milliseconds(night)}, end_date = {RunHistory.Milliseconds(night.AddSeconds(9))}");
        for (var day = 1; day < 29; day++)
        {
            night = night.AddDays(1);
            var isWeekend = night.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var run = new HrisSync
            {
                File = "hris-360learning.csv", StartDate = night.AddMilliseconds(random.Next(90000)), Lines = 1187 + day, NoGroupsMatch = 0,
                Created = isWeekend ? 0 : random.Next(1, 9), Updated = isWeekend ? random.Next(2) : random.Next(6, 28), Archived = isWeekend ? 0 : random.Next(4),
            };
            if (random.Next(4) == 0)
                (run.Duplicate, run.Ignored, run.NoGroupsMatch) = (random.Next(3), random.Next(1, 6), random.Next(3));
            run.Status = run.Duplicate + run.Ignored + run.NoGroupsMatch > 0 ? HrisSyncStatus.Warning : HrisSyncStatus.Success;
            if (day == 17)
                run = new HrisSync { File = run.File, StartDate = run.StartDate, Status = HrisSyncStatus.Error, Logs = ["Connection to the SFTP server failed"] };
            run.EndDate = run.StartDate.AddSeconds(run.Status == HrisSyncStatus.Error ? 61 : 3 + random.NextDouble());
            connector.AddRun(run);
        }

        night = night.AddDays(1).AddSeconds(12);
        await connector.RunTextAsync(
            File(
                [
                    .. people.Take(24), .. people.Skip(24).Take(13).Select(line => line.Replace("Sales team", "Field sales", StringComparison.Ordinal)),
                    .. Enumerable.Range(1038, 3).Select(i => Line($"E{i}", status: "Inactive")),
                    User("E2001", "Ines", "Moreau"), User("E2002", "Ji-ho", "Park"), User("E2003", "Tomasz", "Wilk"), User("E2004", "Amina", "Diallo"), User("E2005", "Lars", "Holm"),
                    Line("E2006", "", "Zo\u00EB", "M\u00FCller", title: "Seller"), Line("E2007", "", "Noor", "Haddad", title: "Seller"), Line("E2008", "", "Paolo", "Ricci", title: "Seller"),
                    Line("E2009", first: "Maya", last: "Cohen", title: "Seller"), Line("E2009", "maya.cohen@example.org", "Maya", "Cohen", title: "Seller"),
                    Line("E2010", first: "Sven", last: "Berg", title: "Cook"), Line("E2011", "E1004@example.org", "Ada", "Double", title: "Seller"),
                    "E2012,olga@example.org,Olga,Petrova", User("E2013", "Yuki", "Tanaka", "External"), User("E2014", "Karl", "Weiss", "External"),
                ]),
            "hris-360learning.csv",
            force: true);
        StoreFile.Execute(connector, $"UPDATE run SET start_date = {RunHistory.Milliseconds(night)}, end_date = {RunHistory.Milliseconds(night.AddSeconds(3.4))} WHERE id = 30");
    }

    private static string User(string id, string first, string last, string organization = "Sales team") => $"{id},{id}@example.org,{first},{last},Active,Seller,{organization},en,,,";

    private static string File(params string[] lines) => TestConnector.Header + "\n" + string.Join("\n", lines) + "\n";
}
