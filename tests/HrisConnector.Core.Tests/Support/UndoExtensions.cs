using System.Threading.Tasks;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Undo;
using Xunit;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Undos that end with the test.</summary>
internal static class UndoExtensions
{
    public static Task<SyncResult> UndoAsync(this TestConnector connector, long id, bool force = false, bool preview = false) =>
        connector.Connector.UndoAsync(id, new UndoOptions(force, preview), connector.Observer, TestContext.Current.CancellationToken);

    /// <summary>An undo that must not fail.</summary>
    public static async Task<HrisSync> TakeBackAsync(this TestConnector connector, long id, bool force = false)
    {
        var result = await connector.UndoAsync(id, force);
        return result.Error is null ? result.Sync : throw result.Error;
    }
}
