using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Report;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Undo;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core;

/// <summary>One connector: the front door of the core. Making it touches no file; its store is made by the first run.</summary>
public sealed class Connector
{
    private readonly ConnectorAccess _access;
    private readonly NoticeSender? _notices;

    /// <summary>Makes a connector.</summary>
    /// <param name="configuration">What it is.</param>
    /// <param name="given">What wins over the configuration's secrets; null for nothing.</param>
    public Connector(ConnectorConfiguration configuration, GivenSecrets? given = null)
    {
        Configuration = configuration ?? throw new ArgumentNullException(nameof(configuration));
        _access = new ConnectorAccess(configuration, given ?? new GivenSecrets());
        _notices = _access.OpenNotices();
    }

    /// <summary>What the connector is.</summary>
    public ConnectorConfiguration Configuration { get; }

    /// <summary>Orders users files as they are to be synchronized, oldest first by modification time, then by name, and leaves
    /// out those that somebody is still uploading (behaviour.md §2).</summary>
    /// <param name="paths">Full paths, as a wildcard gave them.</param>
    /// <returns>The paths to synchronize.</returns>
    public static IReadOnlyList<string> SelectFiles(IEnumerable<string> paths) =>
        FolderSource.InOrder(paths.Where(path => !FileNames.IsHalfUploaded(Path.GetFileName(path))));

    /// <summary>The users files that wait in the configured source, in the order in which they are to be synchronized.</summary>
    /// <param name="observer">Told of the tries.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The files; none when nothing waits.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotConfigured"/>, <see cref="HrisErrors.SourceNotFound"/>,
    /// <see cref="HrisErrors.SourceUnreadable"/>, or a failure of the SFTP server.</exception>
    public Task<IReadOnlyList<SourceFile>> FindSourceFilesAsync(ISyncObserver observer, CancellationToken cancellationToken) =>
        _access.OpenSource(observer).FindAsync(cancellationToken);

    /// <summary>Synchronizes one users file (behaviour.md §1).</summary>
    /// <param name="file">The file: one of <see cref="FindSourceFilesAsync"/>, or one that the caller names.</param>
    /// <param name="options">What this run does differently.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops the run: what is applied by then stays, the logs and the store are closed in order.</param>
    /// <returns>The entry of the history, and the failure if there was one.</returns>
    /// <exception cref="HrisException">The run could not begin: <see cref="HrisErrors.SourceNotFound"/>, <see cref="HrisErrors.SourceNotAFile"/>,
    /// <see cref="HrisErrors.StoreUnavailable"/>, <see cref="HrisErrors.StoreDamaged"/>, <see cref="HrisErrors.StoreMissing"/>,
    /// <see cref="HrisErrors.StoreTooNew"/> or <see cref="HrisErrors.RunAlreadyActive"/>. With
    /// <see cref="SyncOptions.Wait"/> also <see cref="HrisErrors.SourceTaken"/>: there is nothing to do, and nobody was told of a failure.</exception>
    public async Task<SyncResult> SyncAsync(SourceFile file, SyncOptions options, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        if (file is null)
            throw new ArgumentNullException(nameof(file));
        var runner = new SyncRunner(Configuration, _access, status => _notices?.IsWanted(status) == true, options, observer);
        try
        {
            if (options.Preview)
                return await runner.PreviewAsync(file, cancellationToken).ConfigureAwait(false);
            var end = await runner.RunAsync(file, cancellationToken).ConfigureAwait(false);
            await NotifyAsync(end, observer, cancellationToken).ConfigureAwait(false);
            return new SyncResult(end.Sync, end.Error);
        }
        catch (SqliteException e)
        {
            throw await NotBegunAsync(StoreFailure.From(e, Configuration.StorePath), file, options, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (HrisException e) when (e.Error != HrisErrors.SourceTaken)
        {
            await NotBegunAsync(e, file, options, observer, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    // A run that could not begin has no entry in the history: all the more must somebody be told of it.
    private async Task<HrisException> NotBegunAsync(HrisException failure, SourceFile file, SyncOptions options, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var sync = new HrisSync
        {
            Connector = Configuration.Connector, File = file.Name, StartDate = now, EndDate = now, Status = HrisSyncStatus.Error, Logs = failure.Reasons, Planned = options.Preview,
        };
        await NotifyAsync(new Notice(sync, failure, NoticeFaults.None), observer, cancellationToken).ConfigureAwait(false);
        return failure;
    }

    private Task NotifyAsync(Notice notice, ISyncObserver observer, CancellationToken cancellationToken) =>
        _notices?.SendAsync(notice, observer, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Leaves the entry of a run that could not look at its source: a failed run of the configured file name (behaviour.md §3).</summary>
    /// <param name="failure">What <see cref="FindSourceFilesAsync"/> threw.</param>
    /// <param name="options">What the run was asked to do; a preview leaves no entry.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The entry of the history, and the failure.</returns>
    /// <exception cref="HrisException">The entry could not be begun: <see cref="HrisErrors.StoreUnavailable"/>, <see cref="HrisErrors.StoreTooNew"/>
    /// or <see cref="HrisErrors.RunAlreadyActive"/>.</exception>
    public Task<SyncResult> FailAsync(HrisException failure, SyncOptions options, ISyncObserver observer, CancellationToken cancellationToken) =>
        SyncAsync(new SourceFile(new FailedSource(failure), Configuration.Source.FileName, ""), options, observer, cancellationToken);

    /// <summary>Checks a users file without a look at the directory and without any change.</summary>
    /// <param name="file">The file: one of <see cref="FindSourceFilesAsync"/>, or one that the caller names.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The report. A file that could not be processed at all is a report with one issue, whose code is the error id.</returns>
    /// <exception cref="HrisException">There is nothing to check: the file, its source or the key that decrypts it cannot be had.</exception>
    public Task<HrisCsvReport> CheckCsvAsync(SourceFile file, ISyncObserver observer, CancellationToken cancellationToken) =>
        new SourceFileCheck(Configuration, _access.OpenDecryption, observer).CheckAsync(file, cancellationToken);

    /// <summary>Reads a configuration file whose faults are findings.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="report">Told of each fault with its line, or that there is none.</param>
    /// <returns>The configuration; null when it has faults.</returns>
    public static ConnectorConfiguration? TryLoadConfiguration(string path, Action<HrisConfigurationCheck> report)
    {
        const string name = "Configuration";
        var findings = new Findings(path, report);
        try
        {
            var configuration = ConnectorConfiguration.Load(path);
            findings.Pass(name, $"{System.IO.Path.GetFileName(path)} is valid; it is the connector '{configuration.Connector}'.");
            return configuration;
        }
        catch (HrisException e)
        {
            foreach (var reason in e.Reasons)
                findings.Fail(name, new HrisException(e.Error, reason, path));
            return null;
        }
    }

    /// <summary>Tries for real everything that a synchronization will need. Nothing is changed and nothing is sent.</summary>
    /// <param name="report">Told of each check as soon as it is done.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>Ends with the last check; what fails is a finding.</returns>
    public Task CheckConfigurationAsync(Action<HrisConfigurationCheck> report, ISyncObserver observer, CancellationToken cancellationToken) =>
        new ConfigurationTrial(Configuration, _access, new Findings(Configuration.StorePath, report), observer).RunAsync(cancellationToken);

    /// <summary>The runs of this connector, newest first.</summary>
    /// <param name="query">Which of them.</param>
    /// <returns>The entries, read while they are enumerated; none when the connector never ran.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public IEnumerable<HrisSync> GetRuns(RunQuery query) => StoreFailure.Guard(ReadRuns(query), Configuration.StorePath);

    /// <summary>The runs as the store has them, newest first, for somebody who looks in passing: nothing is settled or written, so a run whose process
    /// died is still running here.</summary>
    /// <param name="query">Which of them.</param>
    /// <returns>The entries, read while they are enumerated; none when the connector never ran.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public IEnumerable<HrisSync> PeekRuns(RunQuery query) => StoreFailure.Guard(ReadEntries(query), Configuration.StorePath);

    private IEnumerable<HrisSync> ReadRuns(RunQuery query)
    {
        SettleInterruptedRuns();
        foreach (var sync in ReadEntries(query))
            yield return sync;
    }

    private IEnumerable<HrisSync> ReadEntries(RunQuery query)
    {
        using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath);
        if (store is null)
            yield break;
        foreach (var sync in new RunHistory(store, Configuration.Connector).Find(query))
            yield return sync;
    }

    /// <summary>Writes a report of the history and of the last run's faults: one HTML file for a browser, with nothing to fetch (behaviour.md §6).
    /// It holds personal data unless it is to be anonymous, so its owner alone may read it; on Windows its folder decides.</summary>
    /// <param name="path">The full path of the file; it has this name only when it is complete.</param>
    /// <param name="options">What it shows.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops; no file is left then.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.ExportExists"/>, <see cref="HrisErrors.ExportNotWritten"/>,
    /// <see cref="HrisErrors.StoreUnavailable"/>, <see cref="HrisErrors.StoreDamaged"/>, <see cref="HrisErrors.StoreMissing"/> or
    /// <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public void WriteReport(string path, ReportOptions options, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        if (observer is null)
            throw new ArgumentNullException(nameof(observer));
        ReportFile.RequireFree(path, options.Overwrite); // before a long look at the logs
        observer.Progress("Writing the report", "Reading the history and the logs", -1);
        var content = ReportContent.Read(GetRuns(new RunQuery()), Configuration, options, cancellationToken);
        if (content.Faults.Trouble is { } trouble)
            observer.Warn(trouble);
        ReportFile.Write(path, options.Overwrite, output => ReportPage.Write(output, content));
    }

    /// <summary>The users of the directory.</summary>
    /// <param name="query">Which of them.</param>
    /// <param name="found">Told of each user, in the order of their unique identifiers; of none when an embedded directory was never filled.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Ends with the last user.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>; with the learning platform
    /// <see cref="HrisErrors.PlatformUnreachable"/>, <see cref="HrisErrors.PlatformSignInFailed"/>, <see cref="HrisErrors.PlatformForbidden"/>,
    /// <see cref="HrisErrors.PlatformRequestRefused"/>, or a failure of its client secret.</exception>
    public async Task FindUsersAsync(UserQuery query, Action<HrisUser> found, ISyncObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath) ?? ConnectorStore.OpenInMemory(Configuration.StorePath);
            using var directory = await _access.OpenDirectoryAsync(store, new DirectoryUse(Managers: true), readOnly: true, observer, cancellationToken).ConfigureAwait(false);
            await directory.QueryAsync(query, found, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, Configuration.StorePath);
        }
    }

    /// <summary>Checks a group rules file and changes nothing (behaviour.md §5). Groups are judged when the configuration lists them, or the learning platform has them.</summary>
    /// <param name="path">The full path of the rules file.</param>
    /// <param name="usersPath">The full path of a users file on which the rules are tried; null for none.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The rules and the faults.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.GroupRulesUnreadable"/>, <see cref="HrisErrors.SourceNotFound"/>,
    /// <see cref="HrisErrors.SourceUnreadable"/>, <see cref="HrisErrors.ConditionTimedOut"/>, or a failure of behaviour.md §3 that is the users file's.</exception>
    public async Task<GroupRuleReports> CheckGroupRulesAsync(string path, string? usersPath, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (usersPath is not null)
            LocalFiles.Require(usersPath);
        try
        {
            var tree = await FindGroupsAsync(observer, cancellationToken).ConfigureAwait(false);
            if (tree is null)
                observer.Verbose("The configuration lists no groups: the groups of the rules are not judged.");
            return new GroupRuleCheck(Configuration, tree, observer).Check(path, usersPath, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HrisException(HrisErrors.SourceUnreadable, "The users file cannot be read: it is locked, forbidden or no longer there.", usersPath, e);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, Configuration.StorePath);
        }
    }

    // The platform has groups of its own; the embedded directory those that the configuration lists.
    private async Task<GroupTree?> FindGroupsAsync(ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (Configuration.Platform is null && Configuration.DirectoryGroups is null)
            return null;
        using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath) ?? ConnectorStore.OpenInMemory(Configuration.StorePath);
        using var directory = await _access.OpenDirectoryAsync(store, new DirectoryUse(Managers: false), readOnly: true, observer, cancellationToken).ConfigureAwait(false);
        return new GroupTree(await directory.GetGroupsAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes a run back, user by user, to the values before it (behaviour.md §7): created users are archived, archived and reactivated ones
    /// are as before, fields and groups get their old values. A run of its own.</summary>
    /// <param name="id">The run.</param>
    /// <param name="options">What this undo does differently.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops: what is taken back by then stays so, and the same undo again does the rest.</param>
    /// <returns>The entry of the history, and the failure if there was one: <see cref="HrisErrors.UsersChangedSince"/> when users are in the way.</returns>
    /// <exception cref="HrisException">Nothing was begun: <see cref="HrisErrors.RunNotFound"/>, <see cref="HrisErrors.NothingToUndo"/>,
    /// <see cref="HrisErrors.AlreadyUndone"/>, <see cref="HrisErrors.UndoImagesMissing"/>, <see cref="HrisErrors.RunAlreadyActive"/>,
    /// <see cref="HrisErrors.StoreUnavailable"/>, <see cref="HrisErrors.StoreDamaged"/>, <see cref="HrisErrors.StoreMissing"/> or
    /// <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public async Task<SyncResult> UndoAsync(long id, UndoOptions options, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        var runner = new UndoRunner(Configuration, _access, options, observer);
        try
        {
            return await (options.Preview ? runner.PreviewAsync(id, cancellationToken) : runner.RunAsync(id, cancellationToken)).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, Configuration.StorePath);
        }
    }

    private void SettleInterruptedRuns()
    {
        using (var look = ConnectorStore.TryOpenReadOnly(Configuration.StorePath))
        {
            if (look is null || !new RunHistory(look, Configuration.Connector).Find(new RunQuery(Status: HrisSyncStatus.Running)).Any())
                return;
        }

        using var runLock = TryLock();
        if (runLock is null)
            return; // it is running, or this account may only look
        using var store = ConnectorStore.Open(Configuration.StorePath);
        var history = new RunHistory(store, Configuration.Connector);
        InterruptedRuns.Settle(history, new RunLogs(history.LogFolder));
    }

    private RunLock? TryLock()
    {
        try
        {
            return RunLock.TryTake(Configuration.StorePath);
        }
        catch (HrisException e) when (e.Error == HrisErrors.StoreUnavailable)
        {
            return null;
        }
    }
}
