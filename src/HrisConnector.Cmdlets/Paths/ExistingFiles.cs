using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using HrisConnector.Cmdlets.Errors;
using HrisConnector.Core.Errors;

namespace HrisConnector.Cmdlets.Paths;

/// <summary>The files that somebody named, one by one.</summary>
internal static class ExistingFiles
{
    /// <summary>Takes each file in turn; what is wrong with one does not keep the others from their turn.</summary>
    /// <param name="paths">The paths, as they were given.</param>
    /// <param name="resolve">Makes files of the file system of a path.</param>
    /// <param name="process">Takes a file that existed a moment ago.</param>
    /// <param name="report">Says that a path is no file.</param>
    public static void Each(string[] paths, Func<string, IReadOnlyList<string>> resolve, Action<string> process, Action<ErrorRecord> report)
    {
        foreach (var path in paths)
        {
            IReadOnlyList<string> files;
            try
            {
                files = resolve(path);
            }
            catch (HrisException exception)
            {
                report(ErrorRecords.From(exception));
                continue;
            }

            foreach (var file in files)
            {
                if (Fault(file) is { } fault)
                {
                    report(ErrorRecords.From(fault));
                }
                else
                {
                    process(file);
                }
            }
        }
    }

    private static HrisException? Fault(string file)
    {
        if (Directory.Exists(file))
        {
            return new HrisException(HrisErrors.SourceNotAFile, $"The path {file} is a directory.", file);
        }

        return File.Exists(file) ? null : new HrisException(HrisErrors.SourceNotFound, $"The file {file} does not exist.", file);
    }
}
