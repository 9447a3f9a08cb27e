using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

/// <summary>The fake platform's state as text: the same for the same state, whatever way led to it, and another one for another state.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task Two_ways_to_the_same_state_give_the_same_text()
    {
        await using TestPlatform straight = await TestPlatform.StartAsync();
        await using TestPlatform roundabout = await TestPlatform.StartAsync();

        Fill(straight, "ann", "ben");
        Fill(roundabout, "ben", "ann");
        var ann = roundabout.State.FindUser("ann@example.org")!.Id;
        await roundabout.SendAsync("PATCH", "/api/v2/users/" + ann, new { job = "Other" });
        Assert.NotEqual(straight.State.Snapshot(), roundabout.State.Snapshot());
        await roundabout.SendAsync("PATCH", "/api/v2/users/" + ann, new { job = "Archivist" });

        Assert.Equal(straight.State.Snapshot(), roundabout.State.Snapshot());
    }

    [Fact]
    public async Task The_text_has_everything_that_a_run_may_change()
    {
        await using TestPlatform platform = await TestPlatform.StartAsync();
        Fill(platform, "ann", "ben");

        Assert.Equal(
            """
             owner@company.example
              status: active
              firstName: Olga
              lastName: Owner
              lang: en
              role: owner Company
            hris:ann ann@example.org
              status: active
              firstName: Ann
              lastName: Archer
              job: Archivist
              lang: en
              customField: costCenter = 1000
              manager: hris:ben ben@example.org
              role: learner Company
              role: learner Company/Sales
            hris:ben ben@example.org
              status: deleted
              firstName: Ben
              lastName: Baker
              lang: en

            """,
            platform.State.Snapshot());
    }

    private static void Fill(TestPlatform platform, params string[] order)
    {
        var sales = platform.State.AddGroup("Company/Sales", isPublic: true);
        var costCenter = platform.State.AddCustomField("costCenter", "string");
        foreach (var name in order)
        {
            var id = name == "ann"
                ? platform.State.AddUser("ann@example.org", "Ann", "Archer", groupId: sales, job: "Archivist")
                : platform.State.AddUser("ben@example.org", "Ben", "Baker", "deleted");
            platform.State.AddMapping("hris", name, id);
        }
        var ann = platform.State.FindUser("ann@example.org")!.Id;
        platform.State.SetCustomValue(ann, costCenter, "1000");
        platform.State.AddManager(ann, platform.State.FindUser("ben@example.org")!.Id);
    }
}
