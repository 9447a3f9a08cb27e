using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>Cost follows changes: what a file of 100,000 lines asks of the platform.</summary>
public sealed class RequestCountTests
{
    private const int Users = 100_000;
    private const string Groups = """ "groups": { "rulesFile": "rules.csv", "default": "Company" } """;

    [Fact]
    public async Task An_unchanged_file_of_100_000_lines_costs_a_token_and_the_groups()
    {
        await using var day = await StartAsync();

        // The platform has them all, and so learns the connector: page by page and once, of 500 users, 5,000 identifiers and 500 members.
        var full = await day.SyncFileAsync(File(), full: true);
        var requests = day.TakeRequests();
        Assert.Equal((HrisSyncStatus.Success, (long)Users), (full.Sync.Status, full.Sync.Unchanged));
        Assert.Equal((201, 20, 1), (requests["GET /api/v2/users"], requests["GET /api/v2/external-ids"], requests["GET /api/v2/groups"]));
        Assert.Equal(201, requests["GET /api/v2/groups/{groupId}/roles"]);
        Assert.Equal(4, requests.Count);

        var unchanged = await day.SyncFileAsync(File());
        Assert.Equal((HrisSyncStatus.Success, (long)Users), (unchanged.Sync.Status, unchanged.Sync.Unchanged));
        Assert.Equal(["GET /api/v2/groups 1"], day.TakeRequests().Select(request => $"{request.Key} {request.Value}"));

        // Ten lines that change: each is looked at (the account, its groups) and changed; one question about identifiers is for all of them.
        var changed = await day.SyncFileAsync(File(changed: 10));
        requests = day.TakeRequests();
        Assert.Equal((10L, Users - 10L), (changed.Sync.Updated, changed.Sync.Unchanged));
        Assert.Equal(
            ["GET /api/v2/external-ids 1", "GET /api/v2/groups 1", "GET /api/v2/users/{userId} 10", "GET /api/v2/users/{userId}/roles 10", "PATCH /api/v2/users/{userId} 10"],
            requests.OrderBy(request => request.Key, System.StringComparer.Ordinal).Select(request => $"{request.Key} {request.Value}"));
    }

    private static async Task<PlatformConnector> StartAsync()
    {
        var day = await PlatformConnector.StartAsync(Groups, Fill);
        day.Connector.Write("rules.csv", "Rule,Group,Field,Operator,Value\n1,Company/Engines,organization,equals,Engines\n");
        return day;
    }

    private static void Fill(PlatformState state)
    {
        var group = state.AddGroup("Company/Engines", isPublic: false);
        for (var i = 1; i <= Users; i++)
        {
            var id = state.AddUser(Mail(i), "Ada", "Lovelace", groupId: group, organization: "Engines", job: "Clerk");
            state.AddMapping(PlatformConnector.Name, "U" + i.ToString(CultureInfo.InvariantCulture), id);
        }
    }

    private static string File(int changed = 0)
    {
        var text = new StringBuilder("uniqueId,email,firstName,lastName,status,title,organization\n");
        for (var i = 1; i <= Users; i++)
            text.Append(CultureInfo.InvariantCulture, $"U{i},{Mail(i)},Ada,Lovelace,Active,{(i <= changed ? "Countess" : "Clerk")},Engines\n");
        return text.ToString();
    }

    private static string Mail(int i) => string.Create(CultureInfo.InvariantCulture, $"u{i}@example.org");
}
