using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Tests.Support.Browser;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Report;

/// <summary>The report as people see it.</summary>
public sealed class ReportBrowserTests(Chromium chromium) : IDisposable
{
    private const string Hostile = "\"<script>alert(1)</script>\"\"><img src=x onerror=alert(1)></style> & \U0001F600 \u0634\u0631\u0643\u0629\"";

    private readonly TestConnector _connector = new();
    private string _path = "";

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task It_is_shown_without_an_error_and_without_a_request()
    {
        var page = await ShowAsync();

        Assert.Equal("HRIS synchronizations of default", await page.TextAsync("h1"));
        Assert.Equal(["Created users 2", "Updated users 0", "Duplicated users 2", "Ignored users 3", "Archived users 0"], await page.SeenAsync(".figures div"));
        Assert.Equal([new Uri(_path).AbsoluteUri], page.Requests);
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task The_list_is_filtered_by_the_four_statuses()
    {
        var page = await ShowAsync();
        Assert.Equal(["Successful (1)", "Successful with error(s) (1)", "Failed (1)", "Running (0)"], await page.SeenAsync("#run-filter label"));

        await page.ClickAsync("#run-filter [value=success]");
        Assert.Equal(["Successful with error(s)", "Failed"], await page.SeenAsync("#run-list .status"));
        Assert.Equal("2 of 3 synchronizations shown", await page.TextAsync("#run-result"));

        await page.ClickAsync("#run-filter [value=warning]");
        Assert.Equal(["Failed"], await page.SeenAsync("#run-list .status"));

        foreach (var status in (string[])["success", "warning"])
            await page.ClickAsync($"#run-filter [value={status}]");
        Assert.Equal(3, (await page.SeenAsync("#run-list tbody tr")).Length);
        Assert.Equal("3 synchronizations", await page.TextAsync("#run-result"));
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task The_faults_are_searched_by_every_word_without_regard_to_accents_and_case()
    {
        var page = await ShowAsync();
        Assert.Equal("6 of 6 entries shown", await page.TextAsync("#fault-result"));

        await page.TypeAsync("#fault-text", "muller zoe");
        Assert.Equal(["3 E2 Zo\u00EB M\u00FCller InvalidUser"], await page.SeenAsync(".cause tbody tr"));
        Assert.Equal(["No email provided 2 lines"], await page.SeenAsync(".cause h3"));
        Assert.Equal("1 of 6 entries shown", await page.TextAsync("#fault-result"));

        await page.TypeAsync("#fault-text", "nobody at all");
        Assert.Empty(await page.SeenAsync(".cause tbody tr"));
        Assert.Equal("Nothing found", await page.TextAsync("#fault-result"));

        await page.TypeAsync("#fault-text", "");
        Assert.Equal(6, (await page.SeenAsync(".cause tbody tr")).Length);
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task The_faults_are_narrowed_to_a_cause_and_a_link_leads_to_one()
    {
        var page = await ShowAsync();

        await page.EvaluateAsync<bool>("(select => { select.selectedIndex = [...select.options].findIndex(o => o.text.startsWith('The unique ID')); select.dispatchEvent(new Event('change')); return true; })(document.querySelector('#fault-cause'))");
        Assert.Equal(["The unique ID stands on several lines 2 lines"], await page.SeenAsync(".cause h3"));

        await page.EvaluateAsync<bool>("[...document.querySelectorAll('#causes a')].find(a => a.textContent.startsWith('No email')).click(), true");
        Assert.Contains("No email provided 2 lines", await page.SeenAsync(".cause h3"));
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task A_hostile_name_is_text()
    {
        var page = await ShowAsync();

        var name = await page.EvaluateAsync<string>("[...document.querySelectorAll('.cause tbody tr')].find(row => row.cells[0].textContent === '4').cells[2].textContent");

        Assert.Equal(Hostile[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) + " Last", name);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.images.length"));
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task The_page_itself_forbids_every_script_style_and_request_that_is_not_its_own()
    {
        var page = await ShowAsync();

        Assert.Equal("undefined", await page.EvaluateAsync<string>("(() => { const s = document.createElement('script'); s.textContent = 'window.intruder = 1'; document.body.append(s); return typeof window.intruder; })()"));
        Assert.Equal("refused", await page.EvaluateAsync<string>("fetch('http://localhost:9/').then(() => 'sent', () => 'refused')"));
        Assert.Contains(page.Troubles, trouble => trouble.Contains("Content Security Policy directive 'script-src", StringComparison.Ordinal));
        Assert.Contains(page.Troubles, trouble => trouble.Contains("'connect-src' was not explicitly set, so 'default-src'", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Requests, address => !address.StartsWith("file:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_are_the_readers_and_can_be_had_in_UTC()
    {
        var page = await ShowAsync(page => page.SendAsync("Emulation.setTimezoneOverride", new JsonObject { ["timezoneId"] = "Asia/Tokyo" }));
        var utc = DateTime.Parse(await page.EvaluateAsync<string>("document.querySelector('.facts time').dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

        Assert.Equal(utc.AddHours(9).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), await page.TextAsync(".facts time"));
        Assert.Equal("All times are in your time zone, Asia/Tokyo.", await page.TextAsync("#zone"));

        await page.ClickAsync("#utc");
        Assert.Equal(utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture), await page.TextAsync(".facts time"));
    }

    [Fact]
    public async Task Without_script_everything_is_there_and_no_filter_is_offered()
    {
        var page = await ShowAsync(page => page.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true }));

        Assert.Empty(await page.SeenAsync(".controls, #utc-choice"));
        Assert.Equal(3, (await page.SeenAsync("#run-list tbody tr")).Length);
        Assert.Equal(6, (await page.SeenAsync(".cause tbody tr")).Length);
        Assert.EndsWith(" UTC", await page.TextAsync(".facts time"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_everything_is_there_even_what_the_reader_filtered_away()
    {
        var page = await ShowAsync();
        await page.ClickAsync("#run-filter [value=success]");
        await page.TypeAsync("#fault-text", "nobody at all");

        await page.EmulateAsync(media: "print");

        Assert.Equal(3, (await page.SeenAsync("#run-list tbody tr")).Length);
        Assert.Equal(6, (await page.SeenAsync(".cause tbody tr")).Length);
        Assert.Equal(3, (await page.SeenAsync("details tbody tr")).Length);
        Assert.Empty(await page.SeenAsync(".controls, nav"));
    }

    [Fact]
    public async Task The_filters_work_by_keyboard()
    {
        var page = await ShowAsync();
        await page.EvaluateAsync<bool>("document.querySelector('#run-filter input').focus(), true");

        await page.PressAsync("Tab", 9);
        await page.PressAsync(" ", 32, " ");

        Assert.Equal(["Successful", "Failed"], (await page.SeenAsync("#run-list .status")).Order(StringComparer.Ordinal).Reverse());
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task A_screen_reader_finds_its_way_and_the_contrasts_are_enough(string scheme)
    {
        var page = await ShowAsync(page => page.EmulateAsync(scheme));
        await page.EvaluateAsync<bool>("document.querySelector('details').open = true");
        await page.EvaluateAsync<object>(new BundledAxeScriptProvider().GetScript() + "\n;null");

        var faults = await page.EvaluateAsync<JsonElement>(
            "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(result => result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))");

        Assert.Equal([], faults.EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(scheme == "dark" ? "rgb(17, 22, 28)" : "rgb(244, 246, 248)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task A_telephone_needs_no_scrolling_sideways()
    {
        var page = await ShowAsync(page => page.ResizeAsync(360, 800));

        Assert.Equal(360, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    [Fact]
    public async Task An_empty_history_is_shown_without_an_error()
    {
        var page = await chromium.OpenAsync();

        await page.ShowAsync(_connector.WriteReport());

        Assert.Equal(["No synchronization yet"], await page.SeenAsync("h2"));
        Assert.Empty(page.Troubles);
    }

    private async Task<BrowserPage> ShowAsync(Func<BrowserPage, Task>? prepare = null)
    {
        await _connector.SyncLinesAsync(Lines(2));
        await _connector.RunTextAsync("");
        await _connector.SyncLinesAsync(
            Line("E1"), Line("E2", "", "Zo\u00EB", "M\u00FCller"), Line("E3", "", Hostile), Line("E4", language: "xx"), Line("D1"), Line("D1", "d2@example.org"), "E5,broken");
        var page = await chromium.OpenAsync();
        if (prepare is not null)
            await prepare(page);
        await page.ShowAsync(_path = _connector.WriteReport());
        return page;
    }
}
