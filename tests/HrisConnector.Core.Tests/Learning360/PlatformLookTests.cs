using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.FakePlatform;
using Xunit;
using Group = HrisConnector.Core.Groups.Group;
using GroupTree = HrisConnector.Core.Groups.GroupTree;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>Looking at the learning platform without changing anything.</summary>
public sealed class PlatformLookTests
{
    private const string Grade = """ "customFields": [ { "column": "title", "name": "Grade", "type": "string" } ] """;

    [Fact]
    public async Task Users_are_shown_with_everything_they_have_and_in_the_order_of_their_identifiers()
    {
        await using var day = await PlatformConnector.StartAsync(Grade, state => state.AddCustomField("Grade", "string"));
        await day.SyncAsync("e10,ada@example.org,Ada,Lovelace,Active,Analyst,,,E2,,", "E2,mary@example.org,Mary,Somerville,Active,,,,,,", "E3,gone@example.org,Gone,Long,Active,,,,,,");
        await day.SyncAsync("E3,,,,Inactive,,,,,,");

        var users = day.Connector.Users();
        var ada = users.Single(user => user.UniqueId == "e10");

        Assert.Equal(["e10", "E2", "E3", null], users.Select(user => user.UniqueId)); // last the platform's owner, who has none
        Assert.Equal(("ada@example.org", "E2", "Analyst", "Company"), (ada.Email, ada.ManagerId, ada.CustomFields["Grade"], Assert.Single(ada.Groups)));
        Assert.Equal(["E3"], day.Connector.Users(new UserQuery(Archived: true)).Select(user => user.UniqueId));
        Assert.Equal("e10", Assert.Single(day.Connector.Users(new UserQuery(UniqueId: "E10"))).UniqueId);
        Assert.Equal("E2", Assert.Single(day.Connector.Users(new UserQuery(Email: "MARY@example.org"))).UniqueId);
        Assert.Empty(day.Connector.Users(new UserQuery(Email: "nobody@example.org")));
    }

    [Fact]
    public async Task A_custom_field_that_the_platform_lacks_ends_the_run_before_anything_is_sent()
    {
        await using var day = await PlatformConnector.StartAsync(Grade, state => state.AddCustomField("Grade", "date"));

        var result = await day.SyncAsync("E1,ada@example.org,Ada,Lovelace,Active,Analyst,,,,,");

        Assert.Equal(HrisErrors.ConfigurationInvalid, result.Error!.Error);
        Assert.Contains("'Grade'", Assert.Single(result.Sync.Logs), StringComparison.Ordinal);
        Assert.All(day.Platform.Requests.Where(request => !request.Operation.EndsWith("/token", StringComparison.Ordinal)), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Of_two_custom_fields_of_one_name_none_is_guessed()
    {
        await using var day = await PlatformConnector.StartAsync(Grade, state =>
        {
            state.AddCustomField("Grade", "string");
            state.AddCustomField("GRADE", "string");
        });

        var result = await day.SyncAsync("E1,ada@example.org,Ada,Lovelace,Active,Analyst,,,,,");

        Assert.Equal(HrisErrors.ConfigurationInvalid, result.Error!.Error);
        Assert.Contains("several", Assert.Single(result.Sync.Logs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_of_the_configuration_signs_in_and_changes_nothing()
    {
        await using var day = await PlatformConnector.StartAsync(Grade + """ , "groups": { "rulesFile": "rules.csv", "default": "Company" } """, state => state.AddCustomField("Grade", "string"));
        day.Connector.Write("rules.csv", "Rule,Group,Field,Operator,Value\n1,Company/Nowhere,title,equals,Analyst\n");
        var before = day.Platform.State.Snapshot();

        var checks = await CheckAsync(day);

        Assert.Equal(HrisCheckStatus.Passed, checks["Directory"].Status);
        Assert.Contains("1 groups, and it has the 1 custom fields", checks["Directory"].Message, StringComparison.Ordinal);
        Assert.Equal(HrisCheckStatus.Failed, checks["Groups"].Status);
        Assert.Contains("Company/Nowhere", checks["Groups"].Message, StringComparison.Ordinal);
        Assert.Equal(before, day.Platform.State.Snapshot());
    }

    [Fact]
    public async Task A_trial_of_the_configuration_names_the_scope_that_is_missing()
    {
        await using var day = await PlatformConnector.StartAsync(options: new FakePlatformOptions { Scopes = new HashSet<string> { "users:read", "groups:read" } });

        var check = (await CheckAsync(day))["Directory"];

        Assert.Equal(HrisCheckStatus.Failed, check.Status);
        Assert.Contains("externalIds:read", check.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_rules_are_judged_by_the_platforms_groups()
    {
        await using var day = await PlatformConnector.StartAsync(arrange: state => state.AddGroup("Company/Sales", isPublic: false));
        var rules = day.Connector.Write("rules.csv", "Rule,Group,Field,Operator,Value\n1,Company/Sales,title,equals,Seller\n2,Company/Nowhere,title,equals,Analyst\n");

        var report = await day.Connector.Connector.CheckGroupRulesAsync(rules, null, day.Connector.Observer, TestContext.Current.CancellationToken);

        Assert.Contains("Company/Nowhere", Assert.Single(report.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_one_path_are_named_by_their_ids_alone_and_a_name_with_a_slash_keeps_its_parent()
    {
        var tree = new GroupTree([
            new Group("1", "Company", false),
            new Group("2", "Company/Sales", true) { ParentId = "1" },
            new Group("3", "Company/Sales", true) { ParentId = "1" },
            new Group("4", "Company/R/D", true) { ParentId = "1" },
        ]);

        Assert.Equal([-1, 1, 2, 3], new[] { "Company/Sales", "2", "3", "Company/R/D" }.Select(tree.Find));
        Assert.Equal([0], tree.ImpliedBy(3));
    }

    private static async Task<Dictionary<string, HrisConfigurationCheck>> CheckAsync(PlatformConnector day)
    {
        var checks = new List<HrisConfigurationCheck>();
        await day.Connector.Connector.CheckConfigurationAsync(checks.Add, day.Connector.Observer, TestContext.Current.CancellationToken);
        return checks.ToDictionary(check => check.Check);
    }
}
