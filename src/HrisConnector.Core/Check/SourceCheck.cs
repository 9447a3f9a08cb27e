using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Intake;

namespace HrisConnector.Core.Check;

/// <summary>Tries the source of the files: whether it can be reached, and what waits there.</summary>
internal sealed class SourceCheck(SourceConfiguration configuration, Findings findings)
{
    /// <summary>Tries a folder.</summary>
    /// <returns>The files that wait there.</returns>
    public async Task<IReadOnlyList<SourceFile>> FolderAsync(IFileSource source, CancellationToken cancellationToken)
    {
        IReadOnlyList<SourceFile> files = [];
        var reached = await findings.TryAsync("Source", async () =>
        {
            files = await source.FindAsync(cancellationToken).ConfigureAwait(false);
            findings.Pass("Source", $"The folder {configuration.Folder} can be read.");
        }).ConfigureAwait(false);
        findings.Skip("The source is a folder.", "HostKey", "Credentials");
        if (reached)
            ReportFiles(files);
        else
            findings.Skip("The source cannot be read.", "File");
        return files;
    }

    private void ReportFiles(IReadOnlyList<SourceFile> files)
    {
        if (files.Count == 0)
        {
            findings.Warn(
                "File", $"No file named '{configuration.FileName}' waits in the source.",
                "Check source.fileName, and that the HR system has delivered a file.");
            return;
        }

        var oldest = files[0];
        var size = oldest.Stamp.Length;
        findings.Pass("File", $"{files.Count} {(files.Count == 1 ? "file waits" : "files wait")}; the first to be taken is {oldest.Name}, {size} bytes, of {oldest.Stamp.Written:yyyy-MM-dd HH:mm} UTC.");
    }
}
