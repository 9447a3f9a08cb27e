using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary>Managers who leave and come back: the platform takes nobody for a manager whose account is deleted.</summary>
public sealed class PlatformManagersTests
{
    [Fact]
    public async Task A_manager_who_comes_back_further_down_in_the_file_is_linked_by_the_same_run()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Line("E1"), Line("E2"));
        await day.SyncAsync(Line("E1"), Line("E2", status: "Inactive"));

        var back = await day.SyncAsync(Line("E1", manager: "E2"), Line("E2"));
        var again = await day.SyncAsync(Line("E1", manager: "E2"), Line("E2"));

        Assert.Equal(["UserUpdated/", "UserCreated/"], CsvLogFile.Of(back.Sync).Joined);
        Assert.Equal([day.User("E2")!.Id], day.User("E1")!.ManagerIds);
        Assert.Equal(2, again.Sync.Unchanged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_team_that_was_archived_with_its_manager_gets_them_back(bool byUndo)
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Team("Active"));
        var before = day.Platform.State.Snapshot();
        var gone = await day.SyncAsync(Team("Inactive"));

        var back = byUndo ? await day.Connector.UndoAsync(gone.Sync.Id) : await day.SyncAsync(Team("Active"));

        Assert.Null(back.Error);
        Assert.Equal(HrisSyncStatus.Success, back.Sync.Status);
        Assert.Equal(before, day.Platform.State.Snapshot());
    }

    [Fact]
    public async Task A_manager_who_stays_deleted_is_said_once_and_asked_for_when_the_line_changes()
    {
        await using var day = await PlatformConnector.StartAsync();
        await day.SyncAsync(Line("E1"), Line("E2"));
        await day.SyncAsync(Line("E1"), Line("E2", status: "Inactive"));
        string[] file = [Line("E1", manager: "E2"), Line("E2", status: "Inactive")];

        var first = await day.SyncAsync(file);
        day.TakeRequests();
        var second = await day.SyncAsync(file);
        var requests = day.TakeRequests();
        var changed = await day.SyncAsync(Line("E1", manager: "E2", title: "New"), Line("E2"));

        Assert.Equal(["UserUpdated/managerNotFound", "NoActionDone/"], CsvLogFile.Of(first.Sync).Joined);
        Assert.Equal(2, second.Sync.Unchanged);
        Assert.Empty(requests);
        Assert.Equal(["UserUpdated/", "UserCreated/"], CsvLogFile.Of(changed.Sync).Joined);
        Assert.Equal([day.User("E2")!.Id], day.User("E1")!.ManagerIds);
    }

    // More than one batch of changes before their manager, who comes last.
    private static string[] Team(string status)
    {
        IEnumerable<string> members = Enumerable.Range(1, 250).Select(i => Line($"U{i}", status: status, manager: "BOSS"));
        return [.. members, Line("BOSS", status: status)];
    }
}
