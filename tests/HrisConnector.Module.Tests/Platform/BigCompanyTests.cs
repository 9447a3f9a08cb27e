using System;
using System.Linq;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>Days of a company of 2,000 with the learning platform, and what each of them costs in requests.</summary>
public sealed class BigCompanyTests(BigCompany company) : IClassFixture<BigCompany>
{
    private const int ChangedLines = 20;

    [Fact]
    public void The_first_load_creates_everybody_with_manager_and_groups()
    {
        var day = company["first"];

        Assert.Equal("Success 2000 0 0 0 0 0", day.Counts);
        Assert.Equal(BigCompany.Users, day.Users.Count);
        Assert.All(day.Users.Values, user => Assert.Equal("active", user.Status));
        Assert.Equal(BigCompany.Users - 1, day.Users.Values.Count(user => user.Managers.Count == 1));
        Assert.Equal(("u58@example.org", "Company/D14"), (Assert.Single(day.Users["U574"].Managers), Assert.Single(day.Users["U574"].LearnerGroups)));
        Assert.Equal("100", day.Users["U570"].CustomFields["costCenter"]);
    }

    [Fact]
    public void A_created_user_costs_an_account_an_identifier_an_activation_and_two_requests_for_the_manager()
    {
        var day = company["first"];
        TestContext.Current.SendDiagnosticMessage("first load: {0} requests\n{1}", day.Total, day.Told);

        Assert.Equal((2_000, 2_000, 2_000), (day.Of("POST /api/v2/users"), day.Of("POST /api/v2/external-ids"), day.Of("PUT /api/v2/users/{userId}/activate")));
        Assert.Equal((1_999, 1_999), (day.Of("GET /api/v2/users/{userId}/managers"), day.Of("POST /api/v2/users/{userId}/managers/{managerId}")));
        Assert.Equal(200, day.Of("PUT /api/v2/users/{userId}/custom-fields/values")); // every tenth has a cost center
        Assert.InRange(day.Total, 10_198, 10_198 + 50);
    }

    [Fact]
    public void A_preview_says_of_each_line_what_the_run_says_and_only_reads()
    {
        var (preview, run, before) = (company["preview"], company["second"], company["leave"]);

        Assert.Equal(run.Counts.Replace("Success", "Running", StringComparison.Ordinal), preview.Counts.Replace("Success", "Running", StringComparison.Ordinal));
        Assert.Equal(run.Log, preview.Log);
        Assert.Equal(before.Snapshot, preview.Snapshot);
        Assert.All(preview.Requests.Keys, operation => Assert.True(operation.StartsWith("GET ", StringComparison.Ordinal) || operation == "POST /api/v2/oauth2/token", operation));
    }

    [Fact]
    public void On_the_second_day_one_percent_changes_and_all_of_it_arrives()
    {
        var (day, before) = (company["second"], company["leave"]);

        Assert.Equal("Success 5 13 2 0 0 1983", day.Counts);
        Assert.All(Enumerable.Range(101, 5), i => Assert.Equal("Senior engineer", day.Users["U" + i].Job));
        Assert.All(["U202", "U203"], left => Assert.Equal("deleted", day.Users[left].Status));
        Assert.Equal(("u302@example.org", "u301@example.org"), (day.Users["U301"].Mail, day.Users["U302"].Mail));
        Assert.Equal(["Company/D5", "Company/D6", "Company/D7"], new[] { "U401", "U402", "U403" }.Select(user => Assert.Single(day.Users[user].LearnerGroups)));
        Assert.Equal(["u3001@example.org", "u600@example.org"], new[] { "U501", "U502" }.Select(user => Assert.Single(day.Users[user].Managers)));
        Assert.Empty(day.Users["U503"].Managers);
        Assert.Equal("u3003@example.org", Assert.Single(day.Users["U3002"].Managers));
        Assert.Equal((before.Users["U1999"].Id, before.Users["U2000"].Id), (day.Users["U1999"].Id, day.Users["U2000"].Id));
        Assert.Equal(("active", "again@example.org", "100", 1), (day.Users["U2000"].Status, day.Users["U2000"].Mail, day.Users["U2000"].CustomFields["costCenter"], day.Users["U2000"].Restorations));
        Assert.Equal(("u200@example.org", "Company/D19"), (Assert.Single(day.Users["U1999"].Managers), Assert.Single(day.Users["U1999"].LearnerGroups)));
    }

    [Fact]
    public void The_second_day_costs_what_its_changes_cost()
    {
        var day = company["second"];
        TestContext.Current.SendDiagnosticMessage("second day: {0} requests\n{1}", day.Total, day.Told);

        Assert.InRange(day.Total, ChangedLines, ChangedLines * 10);
    }

    [Fact]
    public void An_unchanged_file_costs_a_token_the_groups_and_the_custom_fields()
    {
        var day = company["unchanged"];

        Assert.Equal("Success 0 0 0 0 0 2003", day.Counts);
        Assert.Equal(["GET /api/v2/custom-fields", "GET /api/v2/groups", "POST /api/v2/oauth2/token"], day.Requests.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, day.Total);
    }

    [Fact]
    public void Every_request_is_as_the_published_documents_have_it()
    {
        Assert.SkipUnless(OpenApiDocuments.Find() is not null, OpenApiDocuments.Absent);

        Assert.All(company.Days, day => Assert.Empty(day.Violations));
    }

    [Fact]
    public void A_full_run_reads_users_and_identifiers_page_by_page_once_and_repairs_what_was_changed_by_hand()
    {
        var (day, before) = (company["full"], company["second"]);
        TestContext.Current.SendDiagnosticMessage("full: {0} requests\n{1}", day.Total, day.Told);

        Assert.Equal("Success 0 3 0 0 0 2000", day.Counts);
        Assert.Equal(before.Snapshot, day.Snapshot);
        // 2,004 users and 500 on a page; 2,003 identifiers and 5,000 on a page.
        Assert.Equal((5, 1), (day.Of("GET /api/v2/users"), day.Of("GET /api/v2/external-ids")));
        Assert.Equal(0, day.Of("GET /api/v2/users/{userId}"));
    }
}
