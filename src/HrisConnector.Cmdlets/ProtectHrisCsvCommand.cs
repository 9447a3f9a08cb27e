using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Cmdlets.Paths;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;

namespace HrisConnector.Cmdlets;

/// <summary>Encrypts users files for a connector and gives the encrypted files. The plain files stay as they are.</summary>
[Cmdlet(VerbsSecurity.Protect, "HrisCsv", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ProtectHrisCsvCommand : AsyncPSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string Ending = ".pgp";

    private readonly List<string> _files = [];

    /// <summary>The users files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The users files, taken as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The armored public keys of those who may read the files, one receiver in each file.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] PublicKeyPath { get; set; } = [];

    /// <summary>The encrypted file, or an existing folder for it. Without it: beside the plain file, under its name and <c>.pgp</c>.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    public string? DestinationPath { get; set; }

    /// <summary>Replaces existing encrypted files, and no other.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Collects the files: whether there are several is known at the end alone.</summary>
    protected override void ProcessRecord()
    {
        ExistingFiles.Each(Path, this.MatchingFiles, _files.Add, WriteError);
        ExistingFiles.Each(LiteralPath, path => [this.FileSystemPath(path)], _files.Add, WriteError);
    }

    /// <summary>Encrypts them.</summary>
    protected override void EndProcessing()
    {
        var keys = PublicKeyPath.Select(this.RequiredPath).ToArray();
        var destination = DestinationPath is null ? null : this.RequiredPath(DestinationPath);
        var intoFolder = destination is not null && Directory.Exists(destination);
        if (_files.Count > 1 && destination is not null && !intoFolder)
        {
            ThrowTerminatingError(ErrorRecords.From(new HrisException(
                HrisErrors.DestinationNotAFolder, $"{_files.Count} files cannot all become {destination}.", destination)));
        }

        var made = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in _files)
        {
            var target = destination is null ? file + Ending
                : intoFolder ? System.IO.Path.Combine(destination, System.IO.Path.GetFileName(file) + Ending)
                : destination;

            // Not over what was made a moment ago from a file of the same name, whatever -Force says.
            var replace = made.Add(target) && Force.IsPresent;
            if (ShouldProcess(target, $"Encrypt {file} for {keys.Length} public key(s)"))
            {
                Protect(file, target, keys, replace);
            }
        }
    }

    private void Protect(string file, string target, string[] keys, bool replace) => Run((streams, stop) =>
    {
        try
        {
            CsvProtection.Protect(file, target, keys, replace, stop);
            streams.WriteObject(new FileInfo(target));
        }
        catch (HrisException exception) when (exception.Error != HrisErrors.KeyUnusable)
        {
            // A key is the same for all files; anything else may be better with the next one.
            streams.WriteError(exception, file);
        }

        return Task.CompletedTask;
    });
}
