using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;

namespace HrisConnector.Core.Check;

/// <summary>Tries for real everything that a synchronization will need, in the order in which it will need it. Nothing is changed and nothing is sent.</summary>
internal sealed class ConfigurationCheck(ConnectorConfiguration configuration, Func<ConnectorStore, CancellationToken, Task<IUserDirectory>> openDirectory, Findings findings)
{
    private const long Mebibyte = 1024 * 1024;
    private const long LeastFreeSpace = 100 * Mebibyte;
    private const long ComfortableFreeSpace = 1024 * Mebibyte;
    private const string Nobody = "nobody@hrisconnector.example.com";
    private const int SizesNeeded = 6; // the received file, its plain copy, the plan, the CSV log, and what the store grows by

    /// <summary>Tries the store, the disk, the directory and the groups.</summary>
    /// <param name="largestFile">The size of the largest waiting file, in bytes; 0 when none is known.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task RunAsync(long largestFile, CancellationToken cancellationToken)
    {
        var store = await findings.TryAsync("Store", CheckStore).ConfigureAwait(false);
        await findings.TryAsync("DiskSpace", () => CheckDiskSpace(largestFile)).ConfigureAwait(false);
        if (store)
            await CheckDirectoryAsync(cancellationToken).ConfigureAwait(false);
        else
            findings.Skip("The store cannot be used.", "Directory", "Groups");
    }

    private string OfCustomFields => configuration.CustomFields.Count == 0 ? "" : $", and it has the {configuration.CustomFields.Count} custom fields";

    private Task CheckStore()
    {
        using var store = ConnectorStore.TryOpenReadOnly(configuration.StorePath);
        findings.Pass("Store", store is null ? $"There is no store yet; the first run makes it in {configuration.StorePath}." : $"The store in {configuration.StorePath} can be opened.");
        return Task.CompletedTask;
    }

    private Task CheckDiskSpace(long largestFile)
    {
        var folder = configuration.StorePath;
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder) ?? throw new HrisException(HrisErrors.StoreUnavailable, $"No folder above {configuration.StorePath} exists.", configuration.StorePath);
        if (FreeSpace.Of(folder) is not { } free)
        {
            findings.Skip($"The system does not say how much is free for {configuration.StorePath}.", "DiskSpace");
            return Task.CompletedTask;
        }

        var needed = Math.Max(LeastFreeSpace, largestFile * SizesNeeded);
        var message = $"{free / Mebibyte} MiB are free for {configuration.StorePath}";
        if (free < needed)
            findings.Fail("DiskSpace", new HrisException(HrisErrors.WorkFolderNotWritten, $"{message}, and a run may need {needed / Mebibyte} MiB."));
        else if (free < ComfortableFreeSpace)
            findings.Warn("DiskSpace", message + ".", "Make room, or move dataPath to a larger disk, before the logs fill it.");
        else
            findings.Pass("DiskSpace", message + ".");
        return Task.CompletedTask;
    }

    private async Task CheckDirectoryAsync(CancellationToken cancellationToken)
    {
        using var store = ConnectorStore.TryOpenReadOnly(configuration.StorePath) ?? ConnectorStore.OpenInMemory(configuration.StorePath);
        GroupTree? tree = null;
        var reached = await findings.TryAsync("Directory", async () =>
        {
            using (var ledger = new Ledger(store))
                LedgerDirectory.Require(store, ledger, configuration);
            using var directory = await openDirectory(store, cancellationToken).ConfigureAwait(false);
            await directory.FindByEmailAsync([Nobody], cancellationToken).ConfigureAwait(false);
            await directory.FindByUniqueIdAsync([Nobody], cancellationToken).ConfigureAwait(false);
            tree = new GroupTree(await directory.GetGroupsAsync(cancellationToken).ConfigureAwait(false));
            findings.Pass("Directory", configuration.Platform is { } platform
                ? $"The learning platform at {platform.BaseUri.Host} answers, the client can sign in and read users, external IDs and {tree.Count} groups{OfCustomFields}. Whether it may write shows when it does."
                : "The embedded directory answers.");
        }).ConfigureAwait(false);
        if (!reached)
            findings.Skip("The directory cannot be reached.", "Groups");
        else if (configuration.Groups is not { } groups)
            findings.Skip("The configuration puts nobody into groups.", "Groups");
        else
            await findings.TryAsync("Groups", () => CheckGroups(groups, tree!, cancellationToken)).ConfigureAwait(false);
    }

    // Whether the columns of the rules are in the file is known when there is a file: Test-HrisGroupRule says it.
    private Task CheckGroups(GroupsConfiguration groups, GroupTree tree, CancellationToken cancellationToken)
    {
        GroupAssignment.FindDefault(groups, tree);
        if (groups.RulesFile is null)
        {
            findings.Pass("Groups", $"The default group '{groups.Default}' is known.");
            return Task.CompletedTask;
        }

        var rules = GroupRulesReader.Read(groups.RulesFile, tree, cancellationToken);
        rules.RequireFaultless();
        findings.Pass("Groups", $"{rules.Rules.Count} rules can be read, and the directory knows their groups.");
        return Task.CompletedTask;
    }
}
