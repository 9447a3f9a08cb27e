using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Directories.Embedded;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core;

/// <summary>One connector: the front door of the core. Making it touches no file; its store is made by the first run.</summary>
public sealed class Connector
{
    private readonly HashSet<string> _sourceFiles = new(StringComparer.Ordinal);

    /// <summary>Makes a connector.</summary>
    /// <param name="configuration">What it is.</param>
    public Connector(ConnectorConfiguration configuration) =>
        Configuration = configuration ?? throw new ArgumentNullException(nameof(configuration));

    /// <summary>What the connector is.</summary>
    public ConnectorConfiguration Configuration { get; }

    /// <summary>Orders users files as they are to be synchronized, oldest first by modification time, then by name, and leaves
    /// out those that somebody is still uploading (behaviour.md §2).</summary>
    /// <param name="paths">Full paths, as a wildcard gave them.</param>
    /// <returns>The paths to synchronize.</returns>
    public static IReadOnlyList<string> SelectFiles(IEnumerable<string> paths) =>
        FolderSource.InOrder(paths.Where(path => !FolderSource.IsHalfUploaded(Path.GetFileName(path))));

    /// <summary>The users files that wait in the configured source, in the order in which they are to be synchronized.</summary>
    /// <returns>Full paths; none when nothing waits.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.SourceNotConfigured"/>, <see cref="HrisErrors.SourceNotFound"/> or
    /// <see cref="HrisErrors.SourceUnreadable"/>.</exception>
    public IReadOnlyList<string> FindSourceFiles()
    {
        var files = new FolderSource(Configuration.Source).Find();
        _sourceFiles.UnionWith(files);
        return files;
    }

    /// <summary>Synchronizes one users file (behaviour.md §1).</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="options">What this run does differently.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops the run: what is applied by then stays, the logs and the store are closed in order.</param>
    /// <returns>The entry of the history, and the failure if there was one.</returns>
    /// <exception cref="HrisException">The run could not begin: <see cref="HrisErrors.SourceNotFound"/>, <see cref="HrisErrors.SourceNotAFile"/>,
    /// <see cref="HrisErrors.StoreUnavailable"/>, <see cref="HrisErrors.StoreTooNew"/> or <see cref="HrisErrors.RunAlreadyActive"/>.</exception>
    public async Task<SyncResult> SyncAsync(string path, SyncOptions options, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        var runner = new SyncRunner(Configuration, options, observer);
        try
        {
            return options.Preview
                ? await runner.PreviewAsync(path, cancellationToken).ConfigureAwait(false)
                : await RunAsync(runner, path, observer, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw StoreFailure.From(e, Configuration.StorePath);
        }
    }

    private async Task<SyncResult> RunAsync(SyncRunner runner, string path, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var stamp = StampOf(path);
        var result = await runner.RunAsync(path, cancellationToken).ConfigureAwait(false);
        if (result.Error is null && _sourceFiles.Contains(path))
            Finish(path, stamp, result.Sync, observer);
        return result;
    }

    /// <summary>The runs of this connector, newest first.</summary>
    /// <param name="query">Which of them.</param>
    /// <returns>The entries, read while they are enumerated; none when the connector never ran.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public IEnumerable<HrisSync> GetRuns(RunQuery query) => StoreFailure.Guard(ReadRuns(query), Configuration.StorePath);

    private IEnumerable<HrisSync> ReadRuns(RunQuery query)
    {
        SettleInterruptedRuns();
        using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath);
        if (store is null)
            yield break;
        foreach (var sync in new RunHistory(store, Configuration.Connector).Find(query))
            yield return sync;
    }

    /// <summary>The users of the embedded directory.</summary>
    /// <param name="query">Which of them.</param>
    /// <returns>The users in the order of their unique identifiers, read while they are enumerated; none when the connector never ran.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.StoreUnavailable"/> or <see cref="HrisErrors.StoreTooNew"/>.</exception>
    public IEnumerable<HrisUser> GetUsers(UserQuery query) => StoreFailure.Guard(ReadUsers(query), Configuration.StorePath);

    private IEnumerable<HrisUser> ReadUsers(UserQuery query)
    {
        using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath);
        if (store is null)
            yield break;
        using var directory = new EmbeddedDirectory(store);
        foreach (var user in directory.Query(query))
            yield return user;
    }

    /// <summary>Checks a group rules file and changes nothing (behaviour.md §5). Groups are judged when the configuration lists them.</summary>
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
            IncomingFile.Require(usersPath);
        try
        {
            var tree = await ConfiguredGroupsAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task<GroupTree?> ConfiguredGroupsAsync(CancellationToken cancellationToken)
    {
        if (Configuration.DirectoryGroups is null)
            return null;
        using var store = ConnectorStore.TryOpenReadOnly(Configuration.StorePath) ?? ConnectorStore.OpenInMemory(Configuration.StorePath);
        using var directory = new EmbeddedDirectory(store, Configuration.DirectoryGroups);
        return new GroupTree(await directory.GetGroupsAsync(cancellationToken).ConfigureAwait(false));
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

    private static FileStamp? StampOf(string path)
    {
        try
        {
            return FileStamp.Of(path);
        }
        catch (Exception e) when (e is System.IO.IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Finish(string path, FileStamp? stamp, HrisSync sync, ISyncObserver observer)
    {
        if (stamp is null || StampOf(path) != stamp)
        {
            observer.Warn($"{sync.File} was delivered anew during its synchronization; it stays for the next run.");
            return;
        }

        try
        {
            new FolderSource(Configuration.Source).Finish(path, sync.StartDate);
        }
        catch (HrisException e)
        {
            observer.Warn($"{e.Message} {e.Error.Hint}");
        }
    }
}
