using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Crash;

/// <summary>behaviour.md §7: no line lacks its log. What a run that did not end has applied is told by the next run that has a line of the user.</summary>
public sealed class UntoldChangesTests
{
    [Fact]
    public async Task Another_file_tells_what_became_of_the_users_that_it_names()
    {
        using var connector = new TestConnector();
        await StopAsync(connector, [.. Lines(3000)]);
        var done = connector.Users().Count;
        Assert.InRange(done, 1000, 2999);

        // As before; changed since; gone again; faulty; and a new one.
        var outcomes = await connector.OutcomesAsync(Line("U1"), Line("U2", title: "Chief"), Line("U3", status: "Inactive"), Line("U4", first: ""), Line("X"));

        Assert.Equal(["UserCreated/", "UserCreated/", "UserArchived/", "InvalidUser/userWithoutFirstName", "UserCreated/"], outcomes);
        Assert.Equal("Chief", connector.User("U2")!.Title);

        // Told once; and who had no line then is told when they have one.
        Assert.Equal(["NoActionDone/", "NoActionDone/", "UserCreated/", "UserCreated/"], await connector.OutcomesAsync(Line("U1"), Line("U2", title: "Chief"), Line("U4"), Line("U5")));
        Assert.Equal(["NoActionDone/", "NoActionDone/"], await connector.OutcomesAsync(Line("U4"), Line("U5")));
    }

    [Fact]
    public async Task A_preview_tells_as_the_run_does_and_the_limits_count_what_is_still_to_be_done()
    {
        using var connector = new TestConnector("""{ "limits": { "created": { "count": 2500 } } }""");
        await StopAsync(connector, [.. Lines(3000)]);

        var preview = await connector.RunLinesAsync(Lines(3000), preview: true);
        var run = await connector.RunLinesAsync(Lines(3000));

        Assert.Null(run.Error);
        Assert.Equal((3000, 0, 3000, 0), (preview.Sync.Created, preview.Sync.Unchanged, run.Sync.Created, run.Sync.Unchanged));
    }

    [Fact]
    public async Task Nothing_is_owed_after_runs_that_ended()
    {
        using var connector = new TestConnector();
        await StopAsync(connector, [.. Lines(3000)]);
        Assert.Equal("1\t\n", StoreFile.Dump(connector, "SELECT run_id FROM unlogged_run"));

        await connector.SyncLinesAsync([.. Lines(3000)]);

        Assert.Equal("", StoreFile.Dump(connector, "SELECT run_id FROM unlogged_run"));
        Assert.Equal("2\t3000\t\n", StoreFile.Dump(connector, "SELECT run_id, COUNT(*) FROM ledger GROUP BY run_id"));
    }

    [Fact]
    public async Task Users_whom_a_stopped_run_archived_for_their_absence_are_counted_by_the_next_one()
    {
        using var connector = new TestConnector("""{ "missingUsers": "archive", "limits": { "archived": null } }""");
        await connector.SyncLinesAsync([.. Lines(3000)]);
        await StopAsync(connector, [Line("U1")]);
        var left = connector.Users().Count(user => !user.Archived);
        Assert.InRange(left, 2, 2000);

        var next = await connector.SyncLinesAsync(Line("U1"));

        Assert.Equal((2999, 1), (next.Archived, next.Unchanged));
        Assert.Equal(0, (await connector.SyncLinesAsync(Line("U1"))).Archived);
    }

    private static async Task StopAsync(TestConnector connector, string[] lines)
    {
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + string.Join('\n', lines) + "\n");
        using var stop = new CancellationTokenSource();
        var observer = new WatchingObserver(stage =>
        {
            if (stage == "Applying changes")
                stop.Cancel();
        });
        Assert.NotNull((await connector.Connector.SyncAsync(SourceFile.AtPath(path), new SyncOptions(Force: true), observer, stop.Token)).Error);
    }
}
