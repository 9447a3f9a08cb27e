using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The bulk operations: the platform takes the items, works on them by itself, and is asked now and then how far it is.</summary>
internal sealed class BulkCalls(ApiSender sender, ApiReader reader, LearningApiOptions options) : IDisposable
{
    /// <summary>What the platform takes in one operation.</summary>
    private const int MaxItems = 20_000;

    /// <summary>What the platform works on at once.</summary>
    private const int MaxOperations = 3;

    private const int SlowestPoll = 20;

    private readonly SemaphoreSlim _running = new(MaxOperations, MaxOperations);

    /// <summary>Changes memberships; for each item, in order, null when it is done, else what the platform says.</summary>
    public async Task<IReadOnlyList<string?>> ChangeAsync(bool add, IReadOnlyList<ApiMembership> items, CancellationToken cancellationToken)
    {
        var pieces = new List<Task<IReadOnlyList<string?>>>();
        for (var start = 0; start < items.Count; start += MaxItems)
            pieces.Add(RunAsync(add, [.. items.Skip(start).Take(MaxItems)], cancellationToken));
        var results = await Task.WhenAll(pieces).ConfigureAwait(false);
        return [.. results.SelectMany(result => result)];
    }

    public void Dispose() => _running.Dispose();

    private async Task<IReadOnlyList<string?>> RunAsync(bool add, IReadOnlyList<ApiMembership> items, CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var operation = add ? ApiOperations.AddMemberships : ApiOperations.RemoveMemberships;
            var body = JsonSerializer.SerializeToUtf8Bytes(new MembershipsInput(items), ApiJson.Default.MembershipsInput);
            var answer = await sender.SendAsync(new ApiRequest(operation, operation.Template, body), cancellationToken).ConfigureAwait(false);
            if (answer.Location is not { Length: > 0 } id)
                throw new LearningApiException(operation, "answer", answer.Status);
            var path = $"/api/v2/bulk/operations/{Uri.EscapeDataString(id)}";
            var end = await EndAsync(path, cancellationToken).ConfigureAwait(false);
            return BulkOutcome.Of(items, await ResultsAsync(path, end, cancellationToken).ConfigureAwait(false), end);
        }
        finally
        {
            _running.Release();
        }
    }

    private async Task<BulkOperation> EndAsync(string path, CancellationToken cancellationToken)
    {
        var start = options.Clock.GetTimestamp();
        for (var pause = options.FirstPoll; ; pause = Longer(pause))
        {
            await Clocks.DelayAsync(options.Clock, pause, cancellationToken).ConfigureAwait(false);
            var state = await reader.SendAsync(new ApiRequest(ApiOperations.GetBulkOperation, path), ApiJson.Default.BulkOperation, cancellationToken).ConfigureAwait(false);
            if (state.IsCompleted || state.IsFailed)
                return state;
            if (options.Clock.GetElapsedTime(start) > options.BulkBudget)
                throw new LearningApiException(ApiOperations.GetBulkOperation, "timeout") { IsTransient = true };
        }
    }

    private TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, options.FirstPoll.Ticks * SlowestPoll));

    private async Task<IReadOnlyList<BulkResult>> ResultsAsync(string path, BulkOperation end, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ListAsync(ApiOperations.GetBulkResults, path + "/results", ApiJson.Default.ListBulkResult, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (end.IsFailed && e.Code == "bulkOperationNotRun")
        {
            return []; // It gave up before the first item.
        }
    }
}
