using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §2: what the cells of a line mean for the user.</summary>
public sealed class FieldRulesTests
{
    private const string Required = "uniqueId,email,firstName,lastName,status";

    [Fact]
    public async Task All_fields_reach_the_directory_trimmed()
    {
        using var connector = new TestConnector();
        await connector.OutcomesAsync("M,m@example.org,Max,Muster,Active,,,,,,", "\u00A0 A\t, a@example.org\u00A0, Zoé\u2003,  Ünal ,aCTIVE, Chief , Sales , DE , m , +33 6 , zoe ");

        var user = connector.User("A")!;
        Assert.Equal(
            ("A", "a@example.org", "Zoé", "Ünal", "Chief", "Sales", "de", "M", "+33 6", "zoe", false),
            (user.UniqueId, user.Email, user.FirstName, user.LastName, user.Title, user.Organization, user.Language, user.ManagerId, user.Phone, user.Username, user.Archived));
    }

    [Theory]
    [InlineData("", "en")]
    [InlineData("FR", "fr")]
    [InlineData("fr-FR", "fr")]
    [InlineData("fr_FR", "fr")]
    [InlineData("nl-be", "nl_BE")]
    [InlineData("ht_HT", "ht_HT")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("ti-et", "ti_ET")]
    public async Task A_language_is_one_of_the_platform_s_or_falls_back(string language, string expected)
    {
        using var connector = new TestConnector();

        Assert.Equal(["UserCreated/"], await connector.OutcomesAsync(Line("A", language: language)));
        Assert.Equal(expected, connector.User("A")!.Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tlh")]
    [InlineData("ht")]
    [InlineData("-")]
    public async Task A_blank_or_unknown_language_changes_nothing_of_a_known_user(string language)
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("A", language: "fr"));

        var outcome = Assert.Single(await connector.OutcomesAsync(Line("A", language: language)));

        Assert.Equal(language.Length == 0 ? "NoActionDone/" : "NoActionDone/languageNotSupported", outcome);
        Assert.Equal("fr", connector.User("A")!.Language);
    }

    [Theory]
    [InlineData("clear", null)]
    [InlineData("keep", "Chief")]
    public async Task A_blank_cell_clears_or_keeps_the_value_as_configured(string blankCells, string? expected)
    {
        using var connector = new TestConnector($$"""{ "blankCells": "{{blankCells}}", "customFields": [ { "column": "organization", "name": "unit", "type": "string" } ] }""");
        await connector.RunTextAsync(Required + ",title,organization,managerId\nB,b@example.org,x,y,Active,,,\nA,a@example.org,A,B,Active,Chief,Chief,B\n");
        await connector.RunTextAsync(Required + ",title,organization,managerId\nB,b@example.org,x,y,Active,,,\nA,a@example.org,A,B,Active, ,\u00A0,\n");

        var user = connector.User("A")!;
        Assert.Equal(expected, user.Title);
        Assert.Equal(expected, user.CustomFields.GetValueOrDefault("unit"));
        Assert.Equal(expected is null ? null : "B", user.ManagerId);
    }

    [Fact]
    public async Task A_column_that_is_absent_changes_nothing()
    {
        using var connector = new TestConnector("""{ "customFields": [ { "column": "unit", "name": "unit", "type": "string" } ] }""");
        await connector.RunTextAsync(Required + ",title,language,managerId,unit\nB,b@example.org,x,y,Active,,,,\nA,a@example.org,A,B,Active,Chief,fr,B,U1\n");

        var sync = (await connector.RunTextAsync(Required + "\nA,a@example.org,A,B,Active\n", force: true)).Sync;

        Assert.Equal(["NoActionDone/"], CsvLogFile.Of(sync).Joined);
        var user = connector.User("A")!;
        Assert.Equal(("Chief", "fr", "B", "U1"), (user.Title, user.Language, user.ManagerId, user.CustomFields["unit"]));
    }

    [Theory]
    [InlineData("2024-01-31", "2024-01-31")]
    [InlineData("20240131", "2024-01-31")]
    [InlineData("2024-01-31T23:30:00Z", "2024-01-31")]
    [InlineData("2024-01-31T23:30:00+02:00", "2024-01-31")]
    [InlineData("2024-01-31T23:30:00.123Z", "2024-01-31")]
    [InlineData("2024-01-31T23:30+0200", "2024-01-31")]
    [InlineData("31/01/2024", "2024-01-31")]
    [InlineData("20240131T233000Z", "2024-01-31")]
    [InlineData("2024-01-31T10", "2024-01-31")]
    [InlineData("2024-01-31T10+02", "2024-01-31")]
    [InlineData("2024-01-31T10:15:30.123456789Z", "2024-01-31")]
    [InlineData("\"2024-01-31T10:15:30,5-0330\"", "2024-01-31")]
    [InlineData("20240131T101530.123Z", "2024-01-31")]
    [InlineData("20240131T1015-05:00", "2024-01-31")]
    [InlineData("9999-12-31T23:00:00-05:00", "9999-12-31")]
    [InlineData("0001-01-01T00:00:00+05:00", "0001-01-01")]
    [InlineData("2024-01-31T", null)]
    [InlineData("2024-01-31T24:01", null)]
    [InlineData("2024-01-31T10:60", null)]
    [InlineData("2024-01-31T10:15Zulu", null)]
    [InlineData("2024-01-31T1015", null)]
    [InlineData("20240131T10:15", null)]
    [InlineData("2024-01-31T10:15+2", null)]
    [InlineData("2024-01-3110:15", null)]
    [InlineData("2024-01-31T١٠", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("01/31/2024", null)]
    [InlineData("2024-02-30", null)]
    [InlineData("2024", null)]
    [InlineData("soon", null)]
    public async Task A_date_is_iso_8601_or_of_a_configured_format(string cell, string? expected)
    {
        using var connector = new TestConnector("""{ "customFields": [ { "column": "Hire date", "name": "hireDate", "type": "date", "formats": ["dd/MM/yyyy"] } ] }""");

        var sync = (await connector.RunTextAsync($"{Required},hire DATE\nA,a@example.org,A,B,Active,{cell}\n")).Sync;

        Assert.Equal(expected is null ? "CustomFieldSyncIssue/CustomFieldTypeMismatch" : "UserCreated/", Assert.Single(CsvLogFile.Of(sync).Joined));
        Assert.Equal(expected, connector.User("A")!.CustomFields.GetValueOrDefault("hireDate"));
        Assert.Equal((1, 0), (sync.Created, sync.Ignored));
    }

    [Fact]
    public async Task A_custom_field_with_a_fault_keeps_its_value_and_the_rest_is_synchronized()
    {
        using var connector = new TestConnector("""{ "customFields": [ { "column": "cc", "name": "costCenter", "type": "string", "authorizedValues": ["100", "200"] } ] }""");
        await connector.RunTextAsync(Required + ",cc\nA,a@example.org,A,B,Active,100\n");

        var sync = (await connector.RunTextAsync(Required + ",cc\nA,a@example.org,A,New,Active,300\n")).Sync;

        Assert.Equal(["CustomFieldSyncIssue/CustomFieldValueNotAuthorized"], CsvLogFile.Of(sync).Joined);
        Assert.Equal((1, HrisSyncStatus.Warning), (sync.Updated, sync.Status));
        Assert.Equal(("New", "100"), (connector.User("A")!.LastName, connector.User("A")!.CustomFields["costCenter"]));
    }

    [Fact]
    public async Task Names_are_kept_as_written_and_compared_composed()
    {
        using var connector = new TestConnector();
        await connector.SyncLinesAsync(Line("Zoé", "zoe@example.org", first: "Zoe\u0301"));

        Assert.Equal("Zoe\u0301", connector.Users().Single().FirstName);
        Assert.Equal(["NoActionDone/"], await connector.OutcomesAsync(Line("ZOE\u0301", "zoe@example.org", first: "Zoé")));
        Assert.Equal("Zoe\u0301", connector.Users().Single().FirstName);
        Assert.Equal(["UserUpdated/"], await connector.OutcomesAsync(Line("Zoé", "zoe@example.org", first: "ZOÉ")));
    }

    [Fact]
    public async Task The_words_of_the_status_are_configurable()
    {
        using var connector = new TestConnector("""{ "statusValues": { "active": ["Oui", "Présent"], "inactive": ["Non"] } }""");

        Assert.Equal(
            ["UserCreated/", "UserCreated/", "NoActionDone/", "InvalidUser/userWithoutStatus"],
            await connector.OutcomesAsync(Line("A", status: "OUI"), Line("B", status: "PRÉSENT"), Line("C", status: "non"), Line("D", status: "Active")));
    }

    [Theory]
    [InlineData("equals", "fr", "FR")]
    [InlineData("notEquals", "us", "FR DE -")]
    [InlineData("in", "fr | de", "FR DE")]
    [InlineData("notIn", "fr|us", "DE -")]
    [InlineData("startsWith", "f", "FR")]
    [InlineData("endsWith", "E", "DE")]
    [InlineData("contains", "S", "US")]
    [InlineData("matches", "^(f|d).$", "FR DE")]
    [InlineData("isEmpty", "", "-")]
    [InlineData("isNotEmpty", "", "FR DE US")]
    public async Task The_perimeter_lets_in_the_lines_that_meet_its_conditions(string comparison, string value, string inside)
    {
        var valueText = value.Length == 0 ? "" : $", \"value\": \"{value}\"";
        using var connector = new TestConnector($$"""{ "perimeter": [ { "field": "COUNTRY", "operator": "{{comparison}}"{{valueText}} } ] }""");

        var sync = (await connector.RunTextAsync(Required + ",country\nFR,fr@x.org,A,B,Active,FR\nDE,de@x.org,A,B,Active, de \nUS,us@x.org,A,B,Active,US\n-,n@x.org,A,B,Active, \n")).Sync;

        Assert.Equal(inside.Split(' ').Order(), connector.Users().Select(user => user.UniqueId!).Order());
        Assert.Equal((HrisSyncStatus.Success, 4 - inside.Split(' ').Length), (sync.Status, sync.Ignored));
    }

    [Fact]
    public async Task A_perimeter_on_a_column_that_the_file_lacks_lets_nobody_guess()
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "country", "operator": "equals", "value": "FR" } ] }""");

        var result = await connector.RunLinesAsync([Line("A")]);

        Assert.Equal(HrisErrors.ConfigurationInvalid, result.Error!.Error);
        Assert.Empty(connector.Users());
    }

    [Fact]
    public async Task A_regular_expression_that_takes_for_ever_ends_the_run_with_an_error()
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "title", "operator": "matches", "value": "^(a+)+$" } ] }""");

        var result = await connector.RunLinesAsync([Line("A", title: new string('a', 60) + "!")]);

        Assert.Equal(HrisErrors.ConditionTimedOut, result.Error!.Error);
        Assert.Empty(connector.Users());
    }
}
