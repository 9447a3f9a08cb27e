using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core;
using HrisConnector.Core.Errors;

namespace HrisConnector.Cmdlets.Paths;

/// <summary>From the paths of PowerShell (drives, providers, wildcards) to those of the file system.</summary>
internal static class PathResolution
{
    private const string FileSystemProvider = "FileSystem";

    /// <summary>The full path of a file that need not exist; wildcards are taken as they are.</summary>
    public static string FileSystemPath(this PSCmdlet cmdlet, string path) => Guarded(path, () =>
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        Require(provider, path);
        return Path.GetFullPath(resolved);
    });

    /// <summary>The full path of a configuration file, which need not exist.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationNotFound"/>: the path is on no drive for files.</exception>
    public static string ConfigurationPath(this PSCmdlet cmdlet, string path)
    {
        try
        {
            return cmdlet.FileSystemPath(path);
        }
        catch (HrisException exception)
        {
            throw new HrisException(HrisErrors.ConfigurationNotFound, exception.Message, path, exception);
        }
    }

    /// <summary>The full path of a file without which the cmdlet cannot begin: a bad one is a terminating error.</summary>
    public static string RequiredPath(this PSCmdlet cmdlet, string path) => Required(cmdlet, () => cmdlet.FileSystemPath(path));

    /// <summary>The full path of the configuration file without which the cmdlet cannot begin: a bad one is a terminating error.</summary>
    public static string RequiredConfiguration(this PSCmdlet cmdlet, string path) => Required(cmdlet, () => cmdlet.ConfigurationPath(path));

    /// <summary>The files that a path with wildcards means: oldest first, without those that are still being uploaded (behaviour.md §2).</summary>
    public static IReadOnlyList<string> MatchingFiles(this PSCmdlet cmdlet, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [cmdlet.FileSystemPath(WildcardPattern.Unescape(path))];
        }

        var matches = Guarded(path, () =>
        {
            var resolved = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            Require(provider, path);
            return resolved;
        });
        var files = Connector.SelectFiles(matches.Where(File.Exists));
        return files.Count > 0 ? files : throw new HrisException(HrisErrors.SourceNotFound, $"No file matches the path {path}.", path);
    }

    private static string Required(PSCmdlet cmdlet, Func<string> resolve)
    {
        try
        {
            return resolve();
        }
        catch (HrisException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.From(exception));
            throw;
        }
    }

    private static T Guarded<T>(string path, Func<T> resolve)
    {
        try
        {
            return resolve();
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or NotSupportedException or ArgumentException or IOException)
        {
            throw new HrisException(HrisErrors.SourceNotFound, $"The path {Printable(path)} cannot be found.", path, exception);
        }
    }

    // A path may hold anything, and a control character in a message does things to a terminal.
    private static string Printable(string path) => new([.. path.Select(character => char.IsControl(character) ? '?' : character)]);

    private static void Require(ProviderInfo provider, string path)
    {
        if (!provider.Name.Equals(FileSystemProvider, StringComparison.OrdinalIgnoreCase))
        {
            throw new HrisException(HrisErrors.SourceNotAFile, $"The path {path} is not a path of the file system.", path);
        }
    }
}
