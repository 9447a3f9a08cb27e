using System;
using System.Collections.Generic;
using System.Management.Automation;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;

namespace HrisConnector.Cmdlets;

/// <summary>A cmdlet that takes users files: by path, from the pipeline, or from the configuration's source.</summary>
public abstract class UsersFileCmdlet : SecretsCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The users files; wildcards are allowed. Without a path, the files of the configuration's source.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The users files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Takes each file in turn; what is wrong with one does not keep the others from their turn.</summary>
    protected sealed override void ProcessRecord()
    {
        if (LiteralPath is not null)
        {
            ProcessEach(LiteralPath, path => [this.FileSystemPath(path)]);
        }
        else if (Path is not null)
        {
            ProcessEach(Path, this.MatchingFiles);
        }
        else if (!MyInvocation.ExpectingInput)
        {
            // Only when nothing was asked for: an empty pipeline means no file, not the configured ones.
            ProcessSource();
        }
    }

    /// <summary>Takes one file.</summary>
    /// <param name="file">A file that existed a moment ago.</param>
    private protected abstract void ProcessFile(SourceFile file);

    /// <summary>False once a file could not be had because the source is out of reach: another try for the next one would wait as long in vain.</summary>
    private protected bool IsSourceThere { get; set; } = true;

    /// <summary>Says that a path is no file.</summary>
    /// <param name="record">The error.</param>
    private protected virtual void ReportNoFile(ErrorRecord record) => WriteError(record);

    private void ProcessEach(string[] paths, Func<string, IReadOnlyList<string>> resolve) =>
        ExistingFiles.Each(paths, resolve, file => ProcessFile(SourceFile.AtPath(file)), ReportNoFile);

    /// <summary>Says that the configured source cannot be looked at.</summary>
    /// <param name="failure">Why.</param>
    private protected virtual void ReportSourceFailure(HrisException failure) => ThrowTerminatingError(ErrorRecords.From(failure));

    private void ProcessSource()
    {
        IReadOnlyList<SourceFile> files = [];
        HrisException? failure = null;
        Run(async (_, stop) =>
        {
            try
            {
                // The source goes on reporting while each of its files is processed.
                files = await Connector.FindSourceFilesAsync(new StreamsObserver(() => Streams), stop).ConfigureAwait(false);
            }
            catch (HrisException exception)
            {
                failure = exception;
            }
        });
        if (failure is not null)
        {
            ReportSourceFailure(failure);
            return;
        }

        if (files.Count == 0)
        {
            WriteWarning("The source holds no users file: nothing was done.");
        }

        foreach (var file in files)
        {
            if (!IsSourceThere)
            {
                WriteWarning("The connection to the source was lost. The files that still wait there are left for the next run.");
                break;
            }

            ProcessFile(file);
        }
    }
}
