using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Everything that a script wrote.</summary>
internal sealed class ScriptResult(IReadOnlyList<PSObject> output, RuntimeException? terminating, PSDataStreams streams)
{
    public IReadOnlyList<PSObject> Output { get; } = output;

    /// <summary>The error that ended the script; null when none did.</summary>
    public ErrorRecord? Terminating { get; } = terminating?.ErrorRecord;

    public IReadOnlyList<ErrorRecord> Errors { get; } = [.. streams.Error];

    public IReadOnlyList<string> Warnings { get; } = [.. streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<string> Verbose { get; } = [.. streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug { get; } = [.. streams.Debug.Select(record => record.Message)];

    public IReadOnlyList<string> Information { get; } = [.. streams.Information.Select(record => record.ToString())];

    public IReadOnlyList<ProgressRecord> Progress { get; } = [.. streams.Progress];

    /// <summary>The ids of the non-terminating errors, without the cmdlet's name.</summary>
    public IEnumerable<string> ErrorIds => Errors.Select(Id);

    public static string Id(ErrorRecord record) => record.FullyQualifiedErrorId.Split(',')[0];
}
