using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Learning360;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Undo;

/// <summary>Undoing a run whose changes a later run finished: they are the earlier one's.</summary>
public sealed class FinishedLaterTests
{
    [Theory]
    [InlineData("PUT /api/v2/users/{userId}/activate")]
    [InlineData("POST /api/v2/external-ids")]
    public async Task A_change_that_the_next_run_finished_is_taken_back_with_the_run_that_began_it(string operation)
    {
        await using var day = await PlatformConnector.StartAsync();
        day.Platform.Faults.Add(FaultKind.ServiceUnavailable, operation, times: 5);
        var first = await day.SyncAsync(Line("E1"));
        var second = await day.SyncAsync(Line("E1"));
        Assert.Equal((0L, "active"), (first.Sync.Created, day.User("E1")!.Status));

        var refused = await Assert.ThrowsAsync<HrisException>(() => day.Connector.UndoAsync(second.Sync.Id));
        var undone = await day.Connector.UndoAsync(first.Sync.Id);

        Assert.Equal(HrisErrors.UndoImagesMissing, refused.Error);
        Assert.Equal((null, 1L), (undone.Error, undone.Sync.Archived));
        Assert.Equal("deleted", day.User("E1")!.Status);
    }
}
