using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>The JSON files of a folder, with the connector that each of them is for, and the folders below it.</summary>
internal sealed class ConfigurationCompleter : BoundedCompleter
{
    private const int MostEntries = 1000;
    private const long MostBytes = 1024 * 1024;
    private static readonly string[] Endings = [".json", ".jsonc"];

    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Find(TypedLine line)
    {
        var typedFolder = line.Word.Substring(0, line.Word.LastIndexOfAny(['/', '\\']) + 1);
        var leaf = line.Word.Substring(typedFolder.Length);
        var folder = new DirectoryInfo(line.FullPath(typedFolder.Length == 0 ? "." : typedFolder));
        var entries = folder.EnumerateFileSystemInfos().Take(MostEntries)
            .Where(entry => Begins(entry.Name, leaf) && (leaf.Length > 0 || entry.Name[0] != '.'))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return entries.OfType<FileInfo>().Where(file => Endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .Select(file => Offer(typedFolder + file.Name, About(file), CompletionResultType.ProviderItem))
            .Concat(entries.OfType<DirectoryInfo>().Select(below => Offer(typedFolder + below.Name, below.FullName, CompletionResultType.ProviderContainer)));
    }

    private static string About(FileInfo file)
    {
        try
        {
            return file.Length <= MostBytes ? $"connector '{ConnectorConfiguration.Load(file.FullName).Connector}'" : file.FullName;
        }
        catch (HrisException)
        {
            // Another kind of JSON, or one with faults, which Test-HrisConfiguration names.
            return file.FullName;
        }
    }
}
