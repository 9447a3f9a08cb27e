using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.History;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Undo;

namespace HrisConnector.Core;

/// <summary>
/// Takes a run back (behaviour.md §7): look up, plan, apply, log. An undo is a run of its own with the same lock, the same executor and
/// the same logs; its lines are the users whom the undone run changed.
/// </summary>
internal sealed class UndoRunner(ConnectorConfiguration configuration, ConnectorAccess access, UndoOptions options, ISyncObserver observer)
{
    /// <summary>Takes a run back.</summary>
    /// <exception cref="HrisException">Nothing was begun: the run cannot be taken back, the store cannot be used, or another run is active.</exception>
    public async Task<SyncResult> RunAsync(long id, CancellationToken cancellationToken)
    {
        using (var look = ConnectorStore.TryOpenReadOnly(configuration.StorePath))
            RequireRun(look, id);
        using var runLock = await RunLock.TakeAsync(configuration.StorePath, TimeSpan.Zero, () => { }, cancellationToken).ConfigureAwait(false)
            ?? throw RunEntry.AlreadyActive(configuration);
        return await DamagedStore.GuardAsync(configuration.StorePath, () => RunAloneAsync(id, cancellationToken), end => end.Error).ConfigureAwait(false);
    }

    private async Task<SyncResult> RunAloneAsync(long id, CancellationToken cancellationToken)
    {
        using var store = ConnectorStore.Open(configuration.StorePath);
        var history = new RunHistory(store, configuration.Connector);
        var logs = new RunLogs(history.LogFolder);
        DamagedStore.Check(store, lastRunDied: InterruptedRuns.Settle(history, logs));
        RunEntry.ClearWork(Path.Combine(configuration.StorePath, "work"));
        using var images = new UndoImages(store, id);
        var run = RequireUndoable(history, images, RequireRun(store, id));

        var sync = history.Begin(run.File, RunEntry.Now(), undoOf: id);
        var work = Path.Combine(configuration.StorePath, "work", sync.Id.ToString(CultureInfo.InvariantCulture));
        SyncExecutor? executor = null;
        HrisException? error = null;
        try
        {
            PrivateFolder.Create(work);
            using var users = new UndoneUsersFile(Path.Combine(work, "users"));
            using var spool = PlanSpool.Create(Path.Combine(work, "plan"));
            using var ledger = new Ledger(store);
            using var directory = await OpenDirectoryAsync(store, ledger, cancellationToken).ConfigureAwait(false);
            await new Reconciliation(store, ledger, directory).RunAsync(cancellationToken).ConfigureAwait(false);
            using var ownImages = new UndoImages(store, sync.Id);
            var plan = await PlanAsync(sync, images, ledger, directory, spool, users, cancellationToken).ConfigureAwait(false);
            var unlogged = new UnloggedChanges(store, sync.Id);
            logs.RequireWritable(sync);
            if (!options.Force)
                error = UndoConflicts.Find(plan, run);
            if (error is null)
            {
                executor = new SyncExecutor(store, ledger, directory, ownImages, plan, unlogged, applied => history.Save(RunEntry.Fill(sync, applied)));
                await executor.ExecuteAsync(share => Report(sync, "Taking back", 40 + (int)(share * 40)), cancellationToken).ConfigureAwait(false);
            }

            RunEntry.End(sync, SyncCounts.Of(plan));
            if (error is not null)
                RunEntry.MarkFailed(sync, error);
            // A refused undo has both logs too: they name the users who are in the way.
            users.Dispose();
            logs.Write(sync, plan, users.View, share => Report(sync, "Writing logs", 80 + (int)(share * 20)));
            using var transaction = store.Begin();
            unlogged.Settle(plan);
            if (error is null)
                unlogged.ForgetUndosOf(id);
            history.Save(sync);
            transaction.Commit();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            error = RunEntry.FailureOf(e, configuration.StorePath, work, id, "The undo");
            RunEntry.EndFailed(sync, executor?.Applied ?? new SyncCounts(), error);
            RunEntry.KeepFailed(sync, history, logs);
        }
        finally
        {
            RunEntry.ClearWork(work);
        }

        return new SyncResult(sync, error);
    }

    /// <summary>Plans without writing anything.</summary>
    /// <exception cref="HrisException">The run cannot be taken back, or the store cannot be used.</exception>
    public async Task<SyncResult> PreviewAsync(long id, CancellationToken cancellationToken)
    {
        using var store = ConnectorStore.TryOpenReadOnly(configuration.StorePath);
        var entry = RequireRun(store, id);
        using var images = new UndoImages(store!, id);
        var run = RequireUndoable(new RunHistory(store!, configuration.Connector), images, entry);
        var sync = new HrisSync { Connector = configuration.Connector, File = run.File, StartDate = RunEntry.Now(), UndoOf = id, Planned = true };
        using var spool = PlanSpool.Forgetful();
        using var ledger = new Ledger(store!);
        using var directory = await OpenDirectoryAsync(store!, ledger, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(sync, images, ledger, directory, spool, null, cancellationToken).ConfigureAwait(false);
        var error = options.Force ? null : UndoConflicts.Find(plan, run);
        RunEntry.End(sync, SyncCounts.Of(plan));
        if (error is not null)
            RunEntry.MarkFailed(sync, error);
        return new SyncResult(sync, error);
    }

    private async Task<SyncPlan> PlanAsync(
        HrisSync sync, UndoImages images, Ledger ledger, IUserDirectory directory, PlanSpool spool, UndoneUsersFile? users, CancellationToken cancellationToken)
    {
        var all = images.Count();
        var planner = new UndoPlanner(ledger, directory, configuration.SharedEmails, options.Force);
        var plan = await planner.PlanAsync(images, spool, users, done => Report(sync, "Looking at the users", done * 40 / all), cancellationToken).ConfigureAwait(false);
        var counts = SyncCounts.Of(plan);
        sync.Lines = counts.Lines;
        observer.Verbose(
            $"Synchronization {sync.UndoOf} changed {counts.Lines} users; to reactivate {counts.Created}, to change back {counts.Updated}, to archive {counts.Archived}, as before already {counts.Unchanged}, in the way {counts.Ignored + counts.Duplicate}.");
        return plan;
    }

    private Task<IUserDirectory> OpenDirectoryAsync(ConnectorStore store, Ledger ledger, CancellationToken cancellationToken)
    {
        LedgerDirectory.Require(store, ledger, configuration);
        return access.OpenDirectoryAsync(store, new DirectoryUse(Managers: true, Undo: true), readOnly: true, observer, cancellationToken);
    }

    private HrisSync RequireRun(ConnectorStore? store, long id)
    {
        var run = store is null ? null : new RunHistory(store, configuration.Connector).Find(new RunQuery(Id: id)).FirstOrDefault();
        return run ?? throw new HrisException(HrisErrors.RunNotFound, $"The history has no synchronization with the id {id}.", id);
    }

    private HrisSync RequireUndoable(RunHistory history, UndoImages images, HrisSync run)
    {
        if (run.Status == HrisSyncStatus.Running)
            throw new HrisException(HrisErrors.RunAlreadyActive, $"Synchronization {run.Id} on connector '{configuration.Connector}' is still running.", run.Id);
        // A change that a later run found open and finished is this one's, though it is not among its counts.
        var hasImages = images.Count() > 0;
        if (!hasImages && run.Created + run.Updated + run.Archived == 0)
            throw new HrisException(HrisErrors.NothingToUndo, $"Synchronization {run.Id} changed no user.", run.Id);
        if (!hasImages)
            throw new HrisException(HrisErrors.UndoImagesMissing, $"What the users were before synchronization {run.Id} is not known (any more).", run.Id);
        if (history.IsUndone(run.Id))
            throw new HrisException(HrisErrors.AlreadyUndone, $"Synchronization {run.Id} is taken back already.", run.Id);
        return run;
    }

    private void Report(HrisSync sync, string stage, int percent) => observer.Progress($"Undo of {sync.UndoOf}: {sync.File}", stage, percent);
}
