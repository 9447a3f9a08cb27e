using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>behaviour.md §4: each status and each detail, from a file that a person can open (Files/README.md).</summary>
public sealed class EachOutcomeTests
{
    private const string CustomFields =
        """
        "customFields": [ { "column": "Hire date", "name": "hireDate", "type": "date" },
                          { "column": "Cost center", "name": "costCenter", "type": "string", "authorizedValues": ["100", "200"] } ]
        """;

    [Theory]
    [InlineData("status-UserCreated.csv", "UserCreated/", "UserCreated/")]
    [InlineData("status-UserUpdated.csv", "UserUpdated/")]
    [InlineData("status-UserArchived.csv", "UserArchived/")]
    [InlineData("status-NoActionDone.csv", "NoActionDone/", "NoActionDone/", "NoActionDone/")]
    [InlineData("status-InvalidUser.csv", "InvalidUser/userWithoutMail", "InvalidUser/invalidEmails")]
    [InlineData("status-CreationIssue.csv", "CreationIssue/invalidEmails")]
    [InlineData("status-DuplicateUser.csv", "DuplicateUser/userAlreadyExists", "DuplicateUser/userAlreadyExists")]
    [InlineData("status-CustomFieldSyncIssue.csv", "CustomFieldSyncIssue/CustomFieldTypeMismatch", "CustomFieldSyncIssue/CustomFieldTypeMismatch")]
    [InlineData("status-Error.csv", "Error/Error when reading the CSV file: line 2 has 4 columns and the header has 5", "UserCreated/")]
    [InlineData("userWithoutExternalId.csv", "InvalidUser/userWithoutExternalId", "InvalidUser/userWithoutExternalId")]
    [InlineData("userWithoutFirstName.csv", "InvalidUser/userWithoutFirstName")]
    [InlineData("userWithoutLastName.csv", "InvalidUser/userWithoutLastName")]
    [InlineData("userWithoutName.csv", "InvalidUser/userWithoutName")]
    [InlineData("userWithoutMail.csv", "InvalidUser/userWithoutMail")]
    [InlineData("userWithoutStatus.csv", "InvalidUser/userWithoutStatus", "InvalidUser/userWithoutStatus")]
    [InlineData("CustomFieldTypeMismatch.csv", "CustomFieldSyncIssue/CustomFieldTypeMismatch", "CustomFieldSyncIssue/CustomFieldTypeMismatch", "UserCreated/")]
    [InlineData("CustomFieldValueNotAuthorized.csv", "UserCreated/", "CustomFieldSyncIssue/CustomFieldValueNotAuthorized")]
    [InlineData("languageNotSupported.csv", "UserCreated/languageNotSupported", "UserCreated/", "UserCreated/")]
    [InlineData("managerNotFound.csv", "UserCreated/managerNotFound", "UserCreated/managerNotFound", "UserCreated/")]
    [InlineData("email-used-in-the-company.csv", "DuplicateUser/Email already used in the company", "DuplicateUser/Email already used in the company",
        "DuplicateUser/Email already used in the company", "UserCreated/")]
    [InlineData("email-used-by-a-deleted-user.csv", "DuplicateUser/Email already used by a deleted user from the company")]
    [InlineData("userAlreadyExists.csv", "DuplicateUser/userAlreadyExists", "UserCreated/", "DuplicateUser/userAlreadyExists")]
    [InlineData("invalidEmails.csv", "CreationIssue/invalidEmails", "CreationIssue/invalidEmails", "CreationIssue/invalidEmails", "CreationIssue/invalidEmails")]
    public async Task A_file_produces_its_outcomes(string file, params string[] expected)
    {
        using var connector = await KnownAsync("{" + CustomFields + "}");

        Assert.Equal(expected, (await connector.FileLogAsync(file)).Joined);
    }

    [Fact]
    public async Task Every_detail_of_a_line_is_listed()
    {
        using var connector = await KnownAsync("{}");

        var outcomes = (await connector.FileLogAsync("several-details.csv")).Outcomes;

        Assert.All(outcomes, outcome => Assert.Equal("InvalidUser", outcome.Status));
        Assert.Equal(["userWithoutExternalId", "userWithoutMail", "userWithoutName", "userWithoutStatus"], Words(outcomes[0].Detail));
        Assert.Equal(["userWithoutFirstName", "userWithoutMail"], Words(outcomes[1].Detail));
        Assert.Equal(["invalidEmails", "userWithoutExternalId"], Words(outcomes[2].Detail));
    }

    [Fact]
    public async Task The_101st_user_of_a_shared_address_is_refused()
    {
        using var connector = await KnownAsync("""{ "sharedEmails": true }""");

        var outcomes = (await connector.FileLogAsync("email-used-too-many-times.csv")).Joined;

        Assert.All(outcomes.Take(100), outcome => Assert.Equal("UserCreated/", outcome));
        Assert.Equal("DuplicateUser/Email used too many times", outcomes[100]);
    }

    [Fact]
    public async Task An_account_that_nobody_owns_and_that_may_not_be_linked_makes_its_address_unavailable()
    {
        using var connector = await KnownAsync("""{ "linkByEmail": false }""");
        await connector.AddAccountAsync("account@example.org");

        Assert.Equal(["CreationIssue/unavailableEmails"], (await connector.FileLogAsync("unavailableEmails.csv")).Joined);
    }

    [Fact]
    public async Task A_line_outside_the_perimeter_does_nothing_and_says_so()
    {
        using var connector = new TestConnector("""{ "perimeter": [ { "field": "country", "operator": "equals", "value": "fr" } ] }""");

        Assert.Equal(
            ["UserCreated/", "NoActionDone/User is outside of the synchronization perimeter"],
            (await connector.FileLogAsync("outside-the-perimeter.csv")).Joined);
        Assert.Null(connector.User("N2"));
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_an_error_with_its_line_number_and_its_neighbours_are_synchronized()
    {
        using var connector = await KnownAsync("{}");

        var outcomes = (await connector.FileLogAsync("reading-errors.csv")).Outcomes;

        Assert.Equal(["UserCreated", "Error", "Error", "Error", "Error", "Error", "UserCreated"], outcomes.Select(outcome => outcome.Status));
        for (var i = 1; i <= 5; i++)
        {
            Assert.StartsWith("Error when reading the CSV file: ", outcomes[i].Detail, System.StringComparison.Ordinal);
            Assert.Contains($"line {i + 2} ", outcomes[i].Detail, System.StringComparison.Ordinal);
        }

        Assert.Equal(["K1", "K2", "K3", "N1", "N7"], connector.Users().Select(user => user.UniqueId));
    }

    private static async Task<TestConnector> KnownAsync(string configuration)
    {
        var connector = new TestConnector(configuration);
        await connector.FileLogAsync("known-users.csv");
        await connector.FileLogAsync("known-users-leaver.csv");
        return connector;
    }

    private static IEnumerable<string> Words(string detail) => detail.Split("; ").Order();
}
