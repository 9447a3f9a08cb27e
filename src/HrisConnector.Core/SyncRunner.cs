using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core;

/// <summary>
/// One run over one file: take, check, plan, limits, apply, log. Each stage hands on what the next one needs; only the
/// executor changes the directory, and it begins when the whole file is planned.
/// </summary>
internal sealed class SyncRunner(ConnectorConfiguration configuration, ConnectorAccess access, Func<HrisSyncStatus, bool> isNoticeWanted, SyncOptions options, ISyncObserver observer)
{
    /// <summary>Runs.</summary>
    /// <returns>The end of the run, with what a notice of it needs.</returns>
    /// <exception cref="HrisException">There is no such file, the store cannot be used, or another run is active: nothing was begun.
    /// <see cref="HrisErrors.SourceTaken"/>: there is nothing to do.</exception>
    public async Task<Notice> RunAsync(SourceFile source, CancellationToken cancellationToken)
    {
        using var runLock = await TakeTurnAsync(source, cancellationToken).ConfigureAwait(false);
        return await DamagedStore.GuardAsync(configuration.StorePath, () => RunAloneAsync(source, cancellationToken), end => end.Error).ConfigureAwait(false);
    }

    private async Task<Notice> RunAloneAsync(SourceFile source, CancellationToken cancellationToken)
    {
        using var store = ConnectorStore.Open(configuration.StorePath);
        var history = new RunHistory(store, configuration.Connector);
        var logs = new RunLogs(history.LogFolder);
        var work = Path.Combine(configuration.StorePath, "work");
        DamagedStore.Check(store, lastRunDied: InterruptedRuns.Settle(history, logs));
        RunEntry.ClearWork(work);

        var sync = history.Begin(source.Name, RunEntry.Now());
        HrisException? error = null;
        SyncExecutor? executor = null;
        FileStamp received = default;
        var faults = NoticeFaults.None;
        try
        {
            var folder = Path.Combine(work, sync.Id.ToString(CultureInfo.InvariantCulture));
            using var ledger = new Ledger(store);
            var (taken, index) = await ReceiveAsync(source, folder, ledger, cancellationToken).ConfigureAwait(false);
            using var file = taken;
            received = file.Stamp;
            using var spool = PlanSpool.Create(Path.Combine(file.WorkFolder, "plan"));
            var users = UsersFileView.Of(file.CopyPath, configuration, sync.File);
            using var directory = await OpenDirectoryAsync(store, ledger, users, readOnly: false, cancellationToken).ConfigureAwait(false);
            var open = await new Reconciliation(store, ledger, directory).RunAsync(cancellationToken).ConfigureAwait(false);
            if (open > 0)
            {
                index = ledger.Load(cancellationToken);
                observer.Verbose($"{open} changes were under way when an earlier run ended; the directory was looked at for each of them.");
            }

            var plan = await PlanAsync(users, sync, spool, ledger, index, directory, history, cancellationToken).ConfigureAwait(false);
            var unlogged = new UnloggedChanges(store, sync.Id);
            using var images = new UndoImages(store, sync.Id);
            executor = new SyncExecutor(store, ledger, directory, images, plan, unlogged, applied => history.Save(RunEntry.Fill(sync, applied)));
            logs.RequireWritable(sync);
            await executor.ExecuteAsync(Report(sync.File, "Applying changes", 50, 80), cancellationToken).ConfigureAwait(false);
            UnloggedChanges.Tell(plan, configuration.ArchiveMissingUsers);
            RunEntry.End(sync, SyncCounts.Of(plan));
            logs.Write(sync, plan, users, Report(sync.File, "Writing logs", 80, 100));
            if (isNoticeWanted(sync.Status))
                faults = NoticeFaults.Collect(plan, users);
            using (var transaction = store.Begin())
            {
                unlogged.Settle(plan);
                history.Save(sync);
                transaction.Commit();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            error = FailureOf(e, source, work);
        }

        if (error is not null)
        {
            MarkFailed(sync, executor?.Applied ?? new SyncCounts(), error);
            RunEntry.KeepFailed(sync, history, logs);
        }

        var maintenance = new MaintenanceLog(history.LogFolder, observer);
        if (error is null)
            await PutAwayAsync(source, received, sync, maintenance, cancellationToken).ConfigureAwait(false);
        if (!cancellationToken.IsCancellationRequested && error?.Error != HrisErrors.StoreDamaged)
            Retention.Apply(configuration, history, store, maintenance);

        return new Notice(sync, error, faults);
    }

    private async Task<RunLock> TakeTurnAsync(SourceFile source, CancellationToken cancellationToken)
    {
        void Waiting() => observer.Verbose($"Another run on connector '{configuration.Connector}' is active; waiting up to {options.Wait.TotalSeconds:0} seconds for its end.");
        var runLock = await RunLock.TakeAsync(configuration.StorePath, options.Wait, Waiting, cancellationToken).ConfigureAwait(false)
            ?? throw RunEntry.AlreadyActive(configuration);
        try
        {
            await source.Source.RequireAsync(source, cancellationToken).ConfigureAwait(false);
            return runLock;
        }
        catch (HrisException e) when (options.Wait > TimeSpan.Zero && e.Error == HrisErrors.SourceNotFound && !ReferenceEquals(source.Source, LocalFiles.Instance))
        {
            runLock.Dispose();
            throw new HrisException(HrisErrors.SourceTaken, $"{source.Name} is no longer in the source: another run has taken it, or it was withdrawn.", source.Path, e);
        }
        catch
        {
            runLock.Dispose();
            throw;
        }
    }

    /// <summary>Plans without writing anything but a private copy of the file in the temporary folder.</summary>
    public async Task<SyncResult> PreviewAsync(SourceFile source, CancellationToken cancellationToken)
    {
        await source.Source.RequireAsync(source, cancellationToken).ConfigureAwait(false);
        using var store = ConnectorStore.TryOpenReadOnly(configuration.StorePath) ?? ConnectorStore.OpenInMemory(configuration.StorePath);
        var sync = new HrisSync { Connector = configuration.Connector, File = source.Name, StartDate = RunEntry.Now(), Planned = true };
        try
        {
            using var temporary = TemporaryFolder.Make();
            using var ledger = new Ledger(store);
            var (taken, index) = await ReceiveAsync(source, Path.Combine(temporary.Path, "work"), ledger, cancellationToken).ConfigureAwait(false);
            using var file = taken;
            using var spool = PlanSpool.Forgetful();
            var users = UsersFileView.Of(file.CopyPath, configuration, sync.File);
            using var directory = await OpenDirectoryAsync(store, ledger, users, readOnly: true, cancellationToken).ConfigureAwait(false);
            using var plan = await PlanAsync(users, sync, spool, ledger, index, directory, new RunHistory(store, configuration.Connector), cancellationToken).ConfigureAwait(false);
            UnloggedChanges.Tell(plan, configuration.ArchiveMissingUsers);
            if (options.PreviewLogPath is { } log)
                sync.CsvLogPath = RunLogs.WritePreview(log, sync.File, plan, users, Report(sync.File, "Writing the log", 50, 100));
            return new SyncResult(RunEntry.End(sync, SyncCounts.Of(plan)), null);
        }
        catch (Exception e) when (e is not (OperationCanceledException or SqliteException or OutOfMemoryException))
        {
            var error = FailureOf(e, source, Path.GetTempPath());
            MarkFailed(sync, new SyncCounts(), error);
            return new SyncResult(sync, error);
        }
    }

    // The ledger is read while the file is received: the one waits for the processor, the other for the disk or the network.
    private async Task<(IncomingFile File, LedgerIndex Index)> ReceiveAsync(SourceFile source, string folder, Ledger ledger, CancellationToken cancellationToken)
    {
        var loading = Task.Run(() => ledger.Load(cancellationToken), CancellationToken.None);
        IncomingFile? file = null;
        try
        {
            file = await IncomingFile.TakeAsync(source, folder, access.OpenDecryption(), Report(source.Name, "Receiving", 0, 10), cancellationToken).ConfigureAwait(false);
            return (file, loading.GetAwaiter().GetResult()); // not awaited: a run with a local file stays on its thread
        }
        catch
        {
            // Nobody else may use the store meanwhile. What is wrong with the file is said first.
            await Task.WhenAny(loading).ConfigureAwait(false);
            file?.Dispose();
            throw;
        }
    }

    private Task<IUserDirectory> OpenDirectoryAsync(ConnectorStore store, Ledger ledger, UsersFileView users, bool readOnly, CancellationToken cancellationToken)
    {
        LedgerDirectory.Require(store, ledger, configuration);
        if (!readOnly)
            LedgerDirectory.Remember(store, configuration);
        return access.OpenDirectoryAsync(store, new DirectoryUse(Managers: users.Columns[UserField.ManagerId] >= 0), readOnly, observer, cancellationToken);
    }

    private HrisException FailureOf(Exception e, SourceFile source, string work) =>
        RunEntry.FailureOf(e, configuration.StorePath, work, source.Path, "The synchronization");

    private async Task<SyncPlan> PlanAsync(
        UsersFileView users, HrisSync sync, PlanSpool spool, Ledger ledger, LedgerIndex index, IUserDirectory directory, RunHistory history, CancellationToken cancellationToken)
    {
        observer.Verbose($"{sync.File}: the delimiter is '{(users.Separator == '\t' ? "tab" : users.Separator.ToString())}', {users.Columns.Headers.Count} columns.");
        var groups = configuration.Groups is { } assignment
            ? GroupAssignment.Load(assignment, new GroupTree(await directory.GetGroupsAsync(cancellationToken).ConfigureAwait(false)), users.Columns, cancellationToken)
            : null;
        if (options.Full || index.Count == 0)
            await directory.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
        var planner = new SyncPlanner(configuration, ledger, index, directory, groups, options.Full);
        var plan = await planner.PlanAsync(users, sync.File, spool, Report(sync.File, "Checking lines", 10, 50), cancellationToken).ConfigureAwait(false);
        var counts = SyncCounts.Of(plan);
        observer.Verbose($"{sync.File}: {counts.Lines} lines; to create {counts.Created}, to update {counts.Updated}, to archive {counts.Archived}, unchanged {counts.Unchanged}.");
        sync.Lines = counts.Lines;
        if (!options.Force)
            SafetyLimits.Check(configuration.Limits, counts, plan.ActiveBefore, history.LinesOfLastGood(sync.File), sync.File);
        return plan;
    }

    // The synchronization is done and logged: what goes wrong from here on is a warning, and the file stays.
    private async Task PutAwayAsync(SourceFile file, FileStamp received, HrisSync sync, MaintenanceLog maintenance, CancellationToken cancellationToken)
    {
        try
        {
            if (!await file.Source.FinishAsync(file, received, sync.StartDate, cancellationToken).ConfigureAwait(false))
                observer.Warn($"{sync.File} was delivered anew during its synchronization; it stays for the next run.");
            var purge = await file.Source.PurgeArchiveAsync(RunEntry.Now(), cancellationToken).ConfigureAwait(false);
            maintenance.Tell(purge.Deleted, purge.Failed, "Archived files");
        }
        catch (HrisException e)
        {
            observer.Warn($"{e.Message} {e.Error.Hint}");
        }
        catch (OperationCanceledException)
        {
            observer.Warn($"{sync.File} is synchronized and was not put away: the run was stopped.");
        }
    }

    private void MarkFailed(HrisSync sync, SyncCounts applied, HrisException error)
    {
        RunEntry.EndFailed(sync, applied, error);
        sync.NoGroupsMatch ??= NoneOfRules;
    }

    // A run that fails before it knows its lines has counted none; without rules there is no such count at all (behaviour.md §6).
    private long? NoneOfRules => configuration.Groups is { RulesFile: not null } ? 0 : null;

    private Action<double> Report(string file, string stage, int from, int to) =>
        share => observer.Progress(file, stage, from + (int)(share * (to - from)));
}
